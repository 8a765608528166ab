/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.host.extension.Scope;
import dev.berth.host.identity.Tenancy;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.payload.Skill;
import dev.berth.manifest.payload.artifact.Descriptor;
import dev.berth.manifest.payload.bpmn.Template;
import dev.berth.manifest.payload.oas.CompiledFlow;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is held of one kind (LIFE-94); a connector has nothing beyond its ports, and so no contract.
 *
 * @param reader finds what a package brings
 * @param judge says for whom it cannot be held
 * @param isKept tells whether what is held outlives the extension, archived
 */
record Contract(Kind kind, Function<Payload, List<Thing>> reader, Judge judge, Predicate<ExtensionId> isKept) {
    /** One thing that a package brings. */
    record Thing(NativeRow.Part part, String name, JsonObject content) {
        /** One that an extension has once; its id in the file may be of any length. */
        static Thing only(NativeRow.Part part, Payload payload, JsonObject content) {
            return new Thing(part, payload.manifest().id().value(), content);
        }
    }

    /** Says why an extension cannot be held for a scope. */
    @FunctionalInterface
    interface Judge {
        /** Returns why; nothing if it can. */
        List<Problem> problems(ExtensionManifest manifest, Scope scope);
    }

    /**
     * Returns the table.
     *
     * @param hasObjects tells whether there are objects of an extension's types
     */
    static List<Contract> all(Tenancy tenancy, Predicate<ExtensionId> hasObjects) {
        Judge anywhere = (manifest, scope) -> List.of();
        Predicate<ExtensionId> never = id -> false;
        return List.of(
                new Contract(Kind.AGENT, Contract::agent, anywhere, never),
                new Contract(Kind.SKILL, Contract::skills, anywhere, never),
                new Contract(Kind.ARTIFACT, Contract::type, anywhere, hasObjects),
                new Contract(
                        Kind.WORKFLOW,
                        Contract::template,
                        (manifest, scope) ->
                                tenancy.context(scope.organization()).isPresent()
                                        ? List.of()
                                        : List.of(organizationRequired(manifest)),
                        never));
    }

    private static List<Thing> agent(Payload payload) {
        Stream<Thing> flow = CompiledFlow.find(payload.files()).stream()
                .map(found -> Thing.only(NativeRow.Part.FLOW, payload, found.content()));
        return Stream.concat(flow, skills(payload).stream()).toList();
    }

    private static List<Thing> skills(Payload payload) {
        return Skill.all(payload.files()).stream()
                .map(skill -> new Thing(NativeRow.Part.SKILL, skill.slug(), skill.toJson()))
                .toList();
    }

    private static List<Thing> type(Payload payload) {
        return Descriptor.of(payload.manifest()).stream()
                .map(type -> Thing.only(NativeRow.Part.TYPE, payload, type.content()))
                .toList();
    }

    private static List<Thing> template(Payload payload) {
        return Template.find(payload.files()).stream()
                .map(template -> Thing.only(NativeRow.Part.TEMPLATE, payload, template.content()))
                .toList();
    }

    private static Problem organizationRequired(ExtensionManifest manifest) {
        return Problem.of(
                        ProblemCode.ORGANIZATION_REQUIRED,
                        manifest.subject(),
                        manifest.subject()
                                + " is a workflow, whose template needs an organisation that it belongs to; found"
                                + " the platform. It was not installed; nothing changed.")
                .operator("say for whom: add --organization NAME.");
    }
}
