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

    private static final Map<String, Operation> OPERATIONS = operations();

    /**
     * An operation.
     *
     * @param members that it takes beside its name
     * @param permission without which nobody gets to what it is about
     */
    private record Operation(Set<String> members, Permission permission) {}

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
        JsonObject choice = JsonObject.of("enum", List.of("all", "none"));
        JsonObject properties = JsonObject.of(
                "operation",
                JsonObject.of(
                        "type",
                        "string",
                        "enum",
                        OPERATIONS.keySet().stream()
                                .filter(name -> !digest || !name.equals(PURGE))
                                .toList()),
                "extension",
                text,
                "upload",
                text,
                "uploads",
                texts,
                "candidates",
                texts,
                "grant",
                JsonObject.of("oneOf", List.of(choice, texts)),
                "acceptUnsigned",
                JsonObject.of("type", "boolean"),
                "acceptLicense",
                JsonObject.of("type", "boolean"),
                "acceptLowerTier",
                JsonObject.of("type", "boolean"),
                "acceptPermissions",
                texts,
                "to",
                text,
                "force",
                JsonObject.of("type", "boolean"),
                "reason",
                text,
                "version",
                text,
                "confirmDestructive",
                JsonObject.of("type", "boolean"),
                "namespace",
                text,
                "replaces",
                text,
                "organization",
                text,
                "ports",
                texts,
                "permissions",
                texts,
                "requestHash",
                text);
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

    private static Map<String, Operation> operations() {
        Map<String, Operation> table = new LinkedHashMap<>();
        change(table, "install", INSTALL);
        change(table, "update", PACKAGE);
        change(table, "reinstall", PACKAGE);
        change(table, "rollback", Set.of("extension", "organization", "to"));
        change(table, "archive", EXTENSION);
        change(table, "restore", EXTENSION);
        change(table, "uninstall", EXTENSION);
        change(table, "force-delete", Set.of("extension", "reason", "version", "confirmDestructive"));
        change(table, "lock", EXTENSION);
        change(table, "unlock", Set.of("extension", "organization", "force"));
        change(table, PURGE, Set.of("extension"));
        change(table, "activate", EXTENSION);
        table.put("release", new Operation(EXTENSION, Permission.OPERATE));
        change(table, "namespace", Set.of("namespace"));
        table.put(
                "namespace-change",
                new Operation(Set.of("namespace", "replaces", "reason", "confirmDestructive"), Permission.OPERATE));
        decide(table, "grant", Set.of("extension", "organization", "ports", "permissions", "requestHash"));
        decide(table, "deny", Set.of("extension", "organization", "requestHash"));
        decide(table, "revoke", Set.of("extension", "organization", "ports", "permissions"));
        return Collections.unmodifiableMap(table);
    }

    private static void change(Map<String, Operation> table, String name, Set<String> members) {
        table.put(name, new Operation(members, Permission.CHANGE));
    }

    private static void decide(Map<String, Operation> table, String name, Set<String> members) {
        table.put(name, new Operation(members, Permission.DECIDE));
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
        return switch (operation) {
            case "install" -> install();
            case "update" -> new Command.Update(source(), scope());
            case "reinstall" -> new Command.Reinstall(source(), scope());
            case "rollback" -> new Command.Rollback(extension(), scope(), members.string("to"));
            case "archive" -> new Command.Archive(extension(), scope());
            case "restore" -> new Command.Restore(extension(), scope());
            case "uninstall" -> new Command.Uninstall(extension(), scope());
            case "force-delete" ->
                new Command.ForceDelete(
                        extension(),
                        new Command.Confirmation(
                                members.string("reason"),
                                members.string("version"),
                                members.flag("confirmDestructive")));
            case "lock" -> new Command.Lock(extension(), scope());
            case "unlock" -> new Command.Unlock(extension(), scope(), members.flag("force"));
            case PURGE -> new Command.Purge(extension());
            case "activate" -> new Command.Activate(extension(), scope());
            case "release" -> new Command.Release(extension());
            case "namespace" -> new Command.ChooseNamespace(namespace());
            case "namespace-change" ->
                new Command.ChangeNamespace(
                        namespace(),
                        new Namespaces.Confirmation(
                                members.string("replaces"),
                                members.string("reason"),
                                members.flag("confirmDestructive")));
            case "grant" ->
                permissions().isPresent()
                        ? new Command.Permit(extension(), permissions().get())
                        : new Command.Grant(extension(), organization(), grantedPorts(), members.string("requestHash"));
            case "deny" -> new Command.Deny(extension(), organization(), members.string("requestHash"));
            case "revoke" ->
                permissions().isPresent()
                        ? new Command.Forbid(extension(), permissions().get())
                        : new Command.Revoke(
                                extension(),
                                organization(),
                                ports("ports", members.strings("ports").orElse(List.of())));
            default -> throw new IllegalStateException("The table names an operation without a command: " + operation);
        };
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
