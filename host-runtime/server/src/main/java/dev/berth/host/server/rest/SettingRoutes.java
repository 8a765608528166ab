/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Permission;
import dev.berth.host.port.config.ConfigView;
import dev.berth.host.port.config.ExtensionConfig;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Members;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The settings of an extension, one by one and as the form that it declares (MAN-208). */
final class SettingRoutes {
    private static final String SETTINGS = "/api/extensions/@{scope}/{name}/settings";
    private static final String SETTING = SETTINGS + "/{key}";
    private static final String FORM = "/api/extensions/@{scope}/{name}/config";

    private static final Route.Body VALUE = body("value", JsonObject.of());
    private static final Route.Body VALUES = body("values", JsonObject.of("type", "object"));

    private final HostRuntime host;

    SettingRoutes(HostRuntime host) {
        this.host = host;
    }

    private static Route.Body body(String member, JsonObject schema) {
        return new Route.Body(
                "application/json",
                JsonObject.of(
                        "type",
                        "object",
                        "properties",
                        JsonObject.of(member, schema),
                        "required",
                        List.of(member),
                        "additionalProperties",
                        false));
    }

    List<Route> routes() {
        return List.of(
                Route.get(SETTINGS, "The settings of an extension", Bodies.Settings.class, this::settings)
                        .inOrganization(Permission.CONFIGURE),
                Route.get(SETTING, "One setting", Bodies.Setting.class, this::setting)
                        .inOrganization(Permission.CONFIGURE),
                Route.put(SETTING, "Stores a setting", VALUE, Bodies.Setting.class, this::set)
                        .inOrganization(Permission.CONFIGURE),
                Route.delete(SETTING, "Deletes a setting, if there is one", Bodies.Deleted.class, this::delete)
                        .inOrganization(Permission.CONFIGURE),
                Route.get(
                                FORM,
                                "The configSchema of an extension and its values; of secrets only whether they are set",
                                ConfigView.class,
                                this::form)
                        .inOrganization(Permission.CONFIGURE),
                Route.put(
                                FORM,
                                "Writes all values of the form at once; secrets that are not named stay",
                                VALUES,
                                ConfigView.class,
                                this::write)
                        .inOrganization(Permission.CONFIGURE));
    }

    private ExtensionConfig config(Call call) {
        return Organizations.config(host, call);
    }

    private Reply settings(Call call) {
        return Reply.ok(new Bodies.Settings(config(call).settings().entrySet().stream()
                .map(setting -> new Bodies.Setting(setting.getKey(), setting.getValue()))
                .toList()));
    }

    private Reply setting(Call call) {
        String key = call.part("key");
        return Reply.ok(new Bodies.Setting(key, config(call).setting(key)));
    }

    private Reply set(Call call) throws IOException {
        String key = call.part("key");
        JsonValue value = member(call.json(), "value");
        config(call).setSetting(key, value, Organizations.writer(call));
        return Reply.ok(new Bodies.Setting(key, value));
    }

    private Reply delete(Call call) {
        return Reply.ok(new Bodies.Deleted(config(call).deleteSetting(call.part("key"), Organizations.writer(call))));
    }

    private Reply form(Call call) {
        return Reply.ok(config(call).form());
    }

    private Reply write(Call call) throws IOException {
        JsonValue values = member(call.json(), "values");
        if (values instanceof JsonObject object) {
            return Reply.ok(config(call).write(object, Organizations.writer(call)));
        }
        throw Call.usage("the member \"values\" to be an object", "another JSON value");
    }

    private static JsonValue member(JsonObject body, String name) {
        new Members(body).only("the request", Set.of(name));
        return body.get(name).orElseThrow(() -> Call.usage("the member \"" + name + "\"", "none"));
    }
}
