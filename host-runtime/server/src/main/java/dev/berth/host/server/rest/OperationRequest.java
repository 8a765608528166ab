/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Scope;
import dev.berth.host.grant.PortSet;
import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Permission;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.namespace.Namespaces;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Members;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the body of a plan or an operation into a command. */
final class OperationRequest {
    private static final Set<String> PACKAGE = Set.of(
            "upload",
            "grant",
            "acceptUnsigned",
            "acceptLicense",
            "acceptLowerTier",
            "acceptPermissions",
            "organization");
    private static final Set<String> INSTALL =
            Stream.concat(PACKAGE.stream(), Stream.of("uploads", "candidates")).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> EXTENSION = Set.of("extension", "organization");

    /** Planned like the others, and carried out by the operator alone (LIFE-117). */
    private static final String PURGE = "purge";

    /** The rows of the REST door: an operation, the members it takes, and the command that they are read into. */
    private static final Map<String, Operation> OPERATIONS = table(
            change("install", INSTALL, OperationRequest::install),
            change("update", PACKAGE, body -> new Command.Update(body.source(), body.scope())),
            change("reinstall", PACKAGE, body -> new Command.Reinstall(body.source(), body.scope())),
            change(
                    "rollback",
                    Set.of("extension", "organization", "to"),
                    body -> new Command.Rollback(body.extension(), body.scope(), body.members.string("to"))),
            change("archive", EXTENSION, body -> new Command.Archive(body.extension(), body.scope())),
            change("restore", EXTENSION, body -> new Command.Restore(body.extension(), body.scope())),
            change("uninstall", EXTENSION, body -> new Command.Uninstall(body.extension(), body.scope())),
            change(
                    "force-delete",
                    Set.of("extension", "reason", "version", "confirmDestructive"),
                    OperationRequest::forceDelete),
            change("lock", EXTENSION, body -> new Command.Lock(body.extension(), body.scope())),
            change(
                    "unlock",
                    Set.of("extension", "organization", "force"),
                    body -> new Command.Unlock(body.extension(), body.scope(), body.members.flag("force"))),
            change(PURGE, Set.of("extension"), body -> new Command.Purge(body.extension())),
            change("activate", EXTENSION, body -> new Command.Activate(body.extension(), body.scope())),
            new Operation("release", Permission.OPERATE, EXTENSION, body -> new Command.Release(body.extension())),
            change("namespace", Set.of("namespace"), body -> new Command.ChooseNamespace(body.namespace())),
            new Operation(
                    "namespace-change",
                    Permission.OPERATE,
                    Set.of("namespace", "replaces", "reason", "confirmDestructive"),
                    OperationRequest::changeNamespace),
            decide(
                    "grant",
                    Set.of("extension", "organization", "ports", "permissions", "requestHash"),
                    OperationRequest::grant),
            decide(
                    "deny",
                    Set.of("extension", "organization", "requestHash"),
                    body -> new Command.Deny(
                            body.extension(), body.organization(), body.members.string("requestHash"))),
            decide("revoke", Set.of("extension", "organization", "ports", "permissions"), OperationRequest::revoke));

    /**
     * An operation.
     *
     * @param permission without which nobody gets to what it is about
     * @param members that it takes beside its name
     * @param command reads them
     */
    private record Operation(
            String name, Permission permission, Set<String> members, Function<OperationRequest, Command> command) {}

    private static Operation change(String name, Set<String> members, Function<OperationRequest, Command> command) {
        return new Operation(name, Permission.CHANGE, members, command);
    }

    private static Operation decide(String name, Set<String> members, Function<OperationRequest, Command> command) {
        return new Operation(name, Permission.DECIDE, members, command);
    }

    private static Map<String, Operation> table(Operation... rows) {
        Map<String, Operation> table = new LinkedHashMap<>();
        for (Operation row : rows) {
            table.put(row.name(), row);
        }
        return Collections.unmodifiableMap(table);
    }

    private final Members members;
    private final Uploads uploads;
    private final Identity who;

    private OperationRequest(JsonObject body, Uploads uploads, Identity who) {
        this.members = new Members(body);
        this.uploads = uploads;
        this.who = who;
    }

    /** Reads the command of a plan; who asks must be allowed to carry it out. */
    static Command plan(JsonObject body, Uploads uploads, Identity who) {
        return new OperationRequest(body, uploads, who).allowed(Set.of("operation"));
    }

    /** Reads the command of an operation, which may name a digest. */
    static Command apply(JsonObject body, Uploads uploads, Identity who) {
        return new OperationRequest(body, uploads, who).allowed(Set.of("operation", "digest"));
    }

    /**
     * Rows of the platform are its administrator's; those of an organisation that one's too (PORT-34, LIFE-162). Locks, and what takes
     * an extension from everybody, are the platform's alone (LIFE-163, LIFE-164). What is
     * quarantined is the operator's (LIFE-166).
     */
    private Command allowed(Set<String> common) {
        Command command = command(common);
        switch (command) {
            case Command.Decision decision -> who.require(Permission.DECIDE, decision.organization());
            case Command.Lock lock -> who.require(Permission.CHANGE, Optional.empty());
            case Command.Unlock unlock -> who.require(Permission.CHANGE, Optional.empty());
            case Command.Whole whole -> who.require(Permission.CHANGE, Optional.empty());
            case Command.Change change ->
                who.require(Permission.CHANGE, change.scope().organization());
            case Command.Release release -> who.require(Permission.OPERATE);
            case Command.ChooseNamespace chosen -> who.require(Permission.CHANGE, Optional.empty());
            case Command.ChangeNamespace changed -> who.require(Permission.OPERATE);
        }
        return command;
    }

    private Scope scope() {
        return Scope.of(organization());
    }

    /** Who is bound to an organisation decides for it, also without saying so. */
    private Optional<String> organization() {
        return members.string("organization").or(who::organization);
    }

    /** Returns the JSON Schema of the body. */
    static JsonObject schema(boolean digest) {
        JsonObject text = JsonObject.of("type", "string");
        JsonObject texts = JsonObject.of("type", "array", "items", text);
        List<String> names = OPERATIONS.keySet().stream()
                .filter(name -> !digest || !name.equals(PURGE))
                .toList();
        JsonObject properties = JsonObject.of(
                "operation",
                JsonObject.of("type", "string", "enum", names),
                "grant",
                JsonObject.of("oneOf", List.of(JsonObject.of("enum", List.of("all", "none")), texts)));
        properties = with(
                properties,
                text,
                List.of(
                        "extension",
                        "upload",
                        "to",
                        "reason",
                        "version",
                        "namespace",
                        "replaces",
                        "organization",
                        "requestHash"));
        properties =
                with(properties, texts, List.of("uploads", "candidates", "acceptPermissions", "ports", "permissions"));
        properties = with(
                properties,
                JsonObject.of("type", "boolean"),
                List.of("acceptUnsigned", "acceptLicense", "acceptLowerTier", "force", "confirmDestructive"));
        return JsonObject.of(
                "type",
                "object",
                "properties",
                digest ? properties.with("digest", text) : properties,
                "required",
                List.of("operation"),
                "additionalProperties",
                false);
    }

    private static JsonObject with(JsonObject properties, JsonObject type, List<String> names) {
        JsonObject all = properties;
        for (String name : names) {
            all = all.with(name, type);
        }
        return all;
    }

    private Command command(Set<String> common) {
        String list = String.join(", ", OPERATIONS.keySet());
        String operation = members.required("operation", "one of " + list);
        Operation taken = OPERATIONS.get(operation);
        if (taken == null) {
            throw Call.usage("the member \"operation\" to be one of " + list, "\"" + operation + "\"");
        }
        who.require(taken.permission());
        Set<String> known = new HashSet<>(taken.members());
        known.addAll(common);
        members.only("the operation " + operation, known);
        return taken.command().apply(this);
    }

    private Command forceDelete() {
        return new Command.ForceDelete(
                extension(),
                new Command.Confirmation(
                        members.string("reason"), members.string("version"), members.flag("confirmDestructive")));
    }

    private Command changeNamespace() {
        return new Command.ChangeNamespace(
                namespace(),
                new Namespaces.Confirmation(
                        members.string("replaces"), members.string("reason"), members.flag("confirmDestructive")));
    }

    private Command grant() {
        return permissions()
                .<Command>map(named -> new Command.Permit(extension(), named))
                .orElseGet(() ->
                        new Command.Grant(extension(), organization(), grantedPorts(), members.string("requestHash")));
    }

    private Command revoke() {
        return permissions()
                .<Command>map(named -> new Command.Forbid(extension(), named))
                .orElseGet(() -> new Command.Revoke(
                        extension(),
                        organization(),
                        ports("ports", members.strings("ports").orElse(List.of()))));
    }

    /** Permissions are decided about for all and without a hash, and never in one breath with ports (MAN-106). */
    private Optional<Set<String>> permissions() {
        Optional<Set<String>> named = members.strings("permissions").map(Set::copyOf);
        Set<String> others = new HashSet<>(members.object().members().keySet());
        others.retainAll(Set.of("ports", "requestHash", "organization"));
        if (named.isPresent() && !others.isEmpty()) {
            throw Call.usage(
                    "the member \"permissions\" without \"ports\", \"requestHash\" and \"organization\": permissions hold for all",
                    String.join(", ", others));
        }
        return named;
    }

    /** What is blank is judged where the others are (LIFE-155). */
    private String namespace() {
        return members.string("namespace").orElse("");
    }

    private ExtensionId extension() {
        return members.extension();
    }

    /** One package alone, or several and what they may take from others (LIFE-83, LIFE-91). */
    private Command install() {
        List<String> several = members.strings("uploads").orElse(List.of());
        List<String> candidates = members.strings("candidates").orElse(List.of());
        if (several.isEmpty() && candidates.isEmpty()) {
            return new Command.Install(source(), scope());
        }
        Stream<String> roots = Stream.concat(members.string("upload").stream(), several.stream());
        List<Command.Source> named = roots.map(this::source).toList();
        if (named.isEmpty()) {
            throw Call.usage("the member \"upload\" or \"uploads\", ids of uploaded packages", "only \"candidates\"");
        }
        return new Command.InstallAll(
                named, candidates.stream().map(this::source).toList(), scope());
    }

    private Command.Source source() {
        return source(members.required("upload", "the id of an uploaded package"));
    }

    private Command.Source source(String id) {
        Uploads.Upload upload = uploads.get(id);
        return new Command.Source(
                upload.file(),
                new Origin.File(upload.name()),
                upload.name(),
                choice(),
                consents(),
                members.strings("acceptPermissions").map(Set::copyOf));
    }

    private Set<Command.Consent> consents() {
        Set<Command.Consent> consents = EnumSet.noneOf(Command.Consent.class);
        if (members.flag("acceptUnsigned")) {
            consents.add(Command.Consent.UNSIGNED);
        }
        if (members.flag("acceptLicense")) {
            consents.add(Command.Consent.LICENSE);
        }
        if (members.flag("acceptLowerTier")) {
            consents.add(Command.Consent.LOWER_TIER);
        }
        return consents;
    }

    private Command.GrantChoice choice() {
        Optional<JsonValue> grant = members.object().get("grant");
        if (grant.isEmpty() || grant.get().equals(new JsonString("none"))) {
            return new Command.GrantChoice.None();
        } else if (grant.get().equals(new JsonString("all"))) {
            return new Command.GrantChoice.All();
        } else if (grant.get() instanceof JsonArray) {
            return new Command.GrantChoice.Only(
                    ports("grant", members.strings("grant").orElse(List.of())));
        }
        throw Members.mismatch("grant", "\"all\", \"none\" or a list of ports", grant.get());
    }

    private PortSet grantedPorts() {
        return ports(
                "ports",
                members.strings("ports")
                        .orElseThrow(() -> Call.usage("the member \"ports\", a list of the ports to grant", "none")));
    }

    private static PortSet ports(String member, List<String> names) {
        List<PortName> ports = new ArrayList<>();
        for (String name : names) {
            ports.add(PortName.find(name)
                    .filter(PortName::isPrivileged)
                    .orElseThrow(() -> Call.usage(
                            "the member \"" + member + "\" to name ports that take a grant: " + grantable(),
                            "\"" + name + "\"")));
        }
        return PortSet.of(ports);
    }

    private static String grantable() {
        return String.join(
                ", ",
                Arrays.stream(PortName.values())
                        .filter(PortName::isPrivileged)
                        .map(PortName::toString)
                        .toList());
    }
}
