/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Permission;
import dev.berth.host.port.notifications.Feed;
import dev.berth.host.port.notifications.Notice;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.EventStreams;
import dev.berth.host.server.route.EventStreams.Event;
import dev.berth.host.server.route.Members;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What extensions tell people (PORT-98): each reads what is for them. */
final class NotificationRoutes {
    private static final String LAST_SEEN = "Last-Event-ID";
    private static final Route.Query AFTER =
            new Route.Query("after", long.class, false, "Only notifications after this sequence number");

    private final HostRuntime host;
    private final EventStreams streams;

    NotificationRoutes(HostRuntime host, EventStreams streams) {
        this.host = host;
        this.streams = streams;
    }

    /**
     * Some notifications.
     *
     * @param seen up to which number the reader has marked them as read
     */
    record Notifications(List<Notice> notifications, long seen) {}

    record Seen(long seen) {}

    List<Route> routes() {
        Route.Body sequence = new Route.Body(
                "application/json",
                JsonObject.of(
                        "type",
                        "object",
                        "properties",
                        JsonObject.of("sequence", JsonObject.of("type", "integer", "minimum", 0)),
                        "required",
                        List.of("sequence"),
                        "additionalProperties",
                        false));
        return List.of(
                Route.get("/api/notifications", "What is for you, oldest first", Notifications.class, this::read)
                        .query(
                                AFTER,
                                new Route.Query(
                                        "limit", long.class, false, "At most so many, up to 1000; 100 by default"),
                                Route.ORGANIZATION),
                Route.post(
                                "/api/notifications/seen",
                                "Marks them as read up to one",
                                sequence,
                                200,
                                Seen.class,
                                this::see)
                        .needs(Permission.LOOK)
                        .query(Route.ORGANIZATION),
                Route.get(
                                "/api/notifications/stream",
                                "The same as server-sent events, as they come; goes on after the header Last-Event-ID",
                                Notice.class,
                                this::stream)
                        .query(AFTER, Route.ORGANIZATION));
    }

    private Reply read(Call call) {
        Feed feed = host.notifications();
        String organization = call.organization();
        Actor reader = reader(call);
        long after = call.number("after", 0, 0, Long.MAX_VALUE);
        int limit = (int) call.number("limit", 100, 1, Feed.MOST);
        return Reply.ok(
                new Notifications(feed.read(organization, reader, after, limit), feed.seen(organization, reader)));
    }

    private Reply see(Call call) throws IOException {
        String organization = call.organization();
        long sequence = new Members(call.json())
                .number("sequence", 0, host.notifications().last());
        host.notifications().see(organization, reader(call), sequence);
        return Reply.ok(new Seen(host.notifications().seen(organization, reader(call))));
    }

    private Reply stream(Call call) {
        Feed feed = host.notifications();
        String organization = call.organization();
        Actor reader = reader(call);
        long after = call.header(LAST_SEEN)
                .map(NotificationRoutes::sequence)
                .orElseGet(() -> call.number("after", feed.last(), 0, Long.MAX_VALUE));
        return streams.open(after, new Notices(feed, organization, reader));
    }

    private record Notices(Feed feed, String organization, Actor reader) implements EventStreams.Source {
        @Override
        public List<Event> after(long id) {
            return feed.read(organization, reader, id, Feed.MOST).stream()
                    .map(notice -> new Event(
                            notice.sequence(),
                            "notification",
                            JsonValue.of(notice).toString()))
                    .toList();
        }

        @Override
        public Runnable listen(Runnable bell) {
            return feed.listen(bell);
        }
    }

    private static long sequence(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElseThrow(() -> Call.usage(
                        "the header " + LAST_SEEN + " to be the id of an event of this stream", "\"" + text + "\""));
    }

    private static Actor reader(Call call) {
        return call.caller()
                .actor()
                .orElseThrow(() -> new IllegalStateException("Whoever passed the guard is somebody"));
    }
}
