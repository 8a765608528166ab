/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.ui;

import dev.berth.host.live.Caller;
import dev.berth.host.live.Contribution;
import dev.berth.host.live.Contribution.Action;
import dev.berth.host.live.Contribution.Surface;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What extensions show now, and what can be started there. */
public final class Ui {
    private final LiveRegistry live;
    private final ActionCaller actions;

    /** Looks at what is live. */
    public Ui(LiveRegistry live, ActionCaller actions) {
        this.live = live;
        this.actions = actions;
    }

    /**
     * A surface.
     *
     * @param place {@code setup} or {@code settings}
     * @param key its slot
     * @param descriptor what the extension registered
     */
    public record SurfaceView(String place, String key, JsonObject descriptor) {}

    /** Returns the surfaces of an extension that an organisation sees, in the order in which it registered them. */
    public List<SurfaceView> surfaces(ExtensionId extension, Optional<String> organization) {
        return of(extension, organization, Surface.class)
                .map(surface -> new SurfaceView(
                        surface.place().name().toLowerCase(Locale.ROOT), surface.key(), surface.descriptor()))
                .toList();
    }

    /** Returns the ids of its actions that an organisation sees. */
    public List<String> actions(ExtensionId extension, Optional<String> organization) {
        return of(extension, organization, Action.class)
                .map(Action::id)
                .sorted()
                .toList();
    }

    /**
     * Calls an action; the result has the shape of a tool's (PORT-85, PORT-101).
     *
     * @param extension the id of an extension, or any text
     * @throws ProblemException {@code action-not-found}, the same one whatever is missing; {@code action-failed}
     */
    public JsonObject call(String extension, String action, JsonObject input, Caller caller) {
        if (!ExtensionId.isValid(extension)) {
            throw notFound();
        }
        return actions.call(LiveView.live(live), ExtensionId.of(extension), action, input, caller);
    }

    /** Makes the one answer for an unknown extension, one that is not live, one that the caller may not see, and an unknown action. */
    public static ProblemException notFound() {
        return new ProblemException(Problem.of(
                        ProblemCode.ACTION_NOT_FOUND,
                        "the action",
                        "The action needs a live extension that offers it; found none. Nothing was called.")
                .operator("see which there are: GET /api/extensions/@{scope}/{name}/surfaces"));
    }

    private <C extends Contribution> Stream<C> of(ExtensionId extension, Optional<String> organization, Class<C> type) {
        return live.current().of(extension).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(one -> one.isVisibleIn(organization));
    }
}
