/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.ASK;
import static dev.berth.host.store.Rows.CRM;
import static dev.berth.host.store.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.objects.ObjectStore.Draft;
import dev.berth.host.port.objects.ObjectStore.Key;
import dev.berth.host.port.objects.ObjectStore.Reference;
import dev.berth.host.port.objects.ObjectStore.Usage;
import dev.berth.host.port.objects.ObjectStore.Version;
import dev.berth.host.port.objects.TypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ObjectStoreTest extends EitherDatabase {
    private static final TypeId CONTACT = new TypeId(CRM, "contact");
    private static final TypeId ANSWER = new TypeId(ASK, "answer");

    private ObjectStore objects() {
        return store.backends().objects();
    }

    private static Key key(TypeId type, String organization, String id) {
        return new Key(type, organization, id);
    }

    private int write(Key key, String json, Reference... references) {
        return objects().append(new Draft(key, NOON, json, Set.of(references)));
    }

    @Test
    @DisplayName(
            "PORT-91, PORT-64: every version is kept by type, organisation and id; the newest is the one that is read")
    void versions() {
        Key ada = key(CONTACT, "acme", "ada");
        String large = "\"" + "é".repeat(500_000) + "\"";
        assertThat(write(ada, "1")).isEqualTo(1);
        assertThat(write(ada, large)).isEqualTo(2);
        assertThat(write(key(CONTACT, "other", "ada"), "3")).isEqualTo(1);
        assertThat(write(key(ANSWER, "acme", "ada"), "4")).isEqualTo(1);
        close();
        open();
        assertThat(objects().newest(ada)).contains(new Version("ada", 2, NOON, large));
        assertThat(objects().history(ada, 0, Integer.MAX_VALUE))
                .containsExactly(new Version("ada", 1, NOON, "1"), new Version("ada", 2, NOON, large));
        assertThat(objects().history(ada, 1, 1)).extracting(Version::number).containsExactly(2);
        assertThat(objects().history(ada, 0, 1)).extracting(Version::number).containsExactly(1);
        assertThat(objects().newest(key(CONTACT, "acme", "bob"))).isEmpty();
        assertThat(objects().newest(key(CONTACT, "other", "ada")))
                .map(Version::json)
                .contains("3");
    }

    @Test
    @DisplayName("LIFE-125: an extension's objects go with all versions, in every organisation; those of others stay")
    void deletesAll() {
        Reference ada = new Reference(CONTACT, "ada");
        write(key(CONTACT, "acme", "ada"), "1");
        write(key(CONTACT, "acme", "bob"), "1", ada);
        write(key(CONTACT, "other", "ada"), "1");
        write(key(ANSWER, "acme", "x"), "1", ada);
        objects().deleteAll(CRM);
        objects().deleteAll(CRM);
        assertThat(objects().usage(CRM)).isEqualTo(new Usage(0, 1));
        assertThat(objects().history(key(CONTACT, "other", "ada"), 0, 9)).isEmpty();
        assertThat(objects().newest(key(ANSWER, "acme", "x"))).isPresent();
        assertThat(write(key(CONTACT, "acme", "ada"), "1")).isEqualTo(1);
    }

    @Test
    @DisplayName("PORT-91: the objects of a type, each at its newest version, page by page")
    void pages() {
        for (String id : List.of("c", "a", "b", "a")) {
            write(key(CONTACT, "acme", id), "\"" + id + "\"");
        }
        write(key(CONTACT, "other", "d"), "1");
        List<Version> first = objects().list(CONTACT, "acme", "", 2);
        assertThat(first).containsExactly(new Version("a", 2, NOON, "\"a\""), new Version("b", 1, NOON, "\"b\""));
        assertThat(objects().list(CONTACT, "acme", "b", 2))
                .extracting(Version::id)
                .containsExactly("c");
    }

    @Test
    @DisplayName(
            "LIFE-113, LIFE-124: what an extension would leave, and who refers to it by a newest version, up to 1,000")
    void usage() {
        assertThat(objects().usage(CRM)).isEqualTo(new Usage(0, 0));
        Reference ada = new Reference(CONTACT, "ada");
        write(key(CONTACT, "acme", "ada"), "1");
        write(key(CONTACT, "acme", "bob"), "1", ada);
        write(key(ANSWER, "acme", "x"), "1", ada, new Reference(CONTACT, "bob"));
        write(key(ANSWER, "acme", "y"), "1", ada);
        assertThat(objects().usage(CRM)).isEqualTo(new Usage(2, 2));
        assertThat(objects().usage(ASK)).isEqualTo(new Usage(2, 0));
        write(key(ANSWER, "acme", "y"), "2");
        assertThat(objects().usage(CRM)).isEqualTo(new Usage(2, 1));
        store.transactor().run(() -> IntStream.range(0, 1000).forEach(i -> write(key(CONTACT, "acme", "c" + i), "1")));
        assertThat(objects().usage(CRM).objects()).isEqualTo(Usage.COUNTED);
    }

    @Test
    @DisplayName("PORT-69: versions of a transaction that fails are not kept")
    void transactions() {
        Key ada = key(CONTACT, "acme", "ada");
        write(ada, "1");
        assertThatIllegalStateException()
                .isThrownBy(() -> store.transactor().run(() -> {
                    assertThat(write(ada, "2")).isEqualTo(2);
                    assertThat(objects().newest(ada)).map(Version::number).contains(2);
                    throw new IllegalStateException("no");
                }));
        assertThat(objects().newest(ada)).map(Version::json).contains("1");
        assertThat(write(ada, "3")).isEqualTo(2);
    }

    @Test
    @DisplayName("PORT-91: sixteen writers of one object lose nothing")
    void writers() throws Exception {
        Key ada = key(CONTACT, "acme", "ada");
        List<Integer> numbers = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(16)) {
            List<Future<List<Integer>>> running = IntStream.range(0, 16)
                    .mapToObj(writer -> writers.submit(() -> IntStream.range(0, 20)
                            .mapToObj(i -> write(ada, "\"" + writer + " " + i + "\""))
                            .toList()))
                    .toList();
            for (Future<List<Integer>> one : running) {
                numbers.addAll(one.get());
            }
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 320).boxed().toList());
        List<Version> kept = objects().history(ada, 0, Integer.MAX_VALUE);
        assertThat(kept).extracting(Version::number).isSorted().hasSize(320);
        assertThat(kept).extracting(Version::json).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("GATE-67, GATE-70: a version says who seeded it; the next one that somebody writes does not")
    void marked() {
        Key key = new Key(CONTACT, "acme", "seeded");
        objects().append(new Draft(key, NOON, "1", Set.of(), Optional.of("mark")));
        assertThat(objects().newest(key)).contains(new Version("seeded", 1, NOON, "1", Optional.of("mark")));
        objects().append(new Draft(key, NOON, "2", Set.of()));
        assertThat(objects().newest(key)).contains(new Version("seeded", 2, NOON, "2"));
        assertThat(objects().history(key, 0, 9))
                .extracting(Version::mark)
                .containsExactly(Optional.of("mark"), Optional.empty());
    }
}
