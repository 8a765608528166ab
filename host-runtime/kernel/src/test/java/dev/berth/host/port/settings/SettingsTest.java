/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.extension.Transactor;
import dev.berth.host.fake.MemoryStore;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PORT-72 through a cache: a read finds what was committed before it began, and never what was not. */
class SettingsTest {
    private static final ExtensionId CRM = ExtensionId.of("@acme/crm-connector");
    private static final SettingName NAME = new SettingName(CRM, "org", "key");

    private final MemoryStore memory = new MemoryStore();
    private final Transactor transactor = memory.transactor();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<Runnable> afterRead = new AtomicReference<>(() -> {});
    private final Settings settings = new Settings(counting(memory.settings()), transactor);

    private SettingsStore counting(SettingsStore real) {
        Object proxy = Proxy.newProxyInstance(
                SettingsStore.class.getClassLoader(),
                new Class<?>[] {SettingsStore.class},
                (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("get")) {
                            reads.incrementAndGet();
                            afterRead.getAndSet(() -> {}).run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return SettingsStore.class.cast(proxy);
    }

    private static JsonValue number(int value) {
        return JsonNumber.of(value);
    }

    private static <T> T elsewhere(Callable<T> work) {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            return other.submit(work).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("A value is read and parsed once, a missing one is looked for once, and a write is seen at once")
    void caching() {
        settings.put(NAME, number(1));
        Optional<JsonValue> first = settings.get(NAME);
        assertThat(settings.get(NAME)).isSameAs(first).contains(number(1));
        assertThat(reads).hasValue(1);
        settings.put(NAME, number(2));
        assertThat(settings.get(NAME)).contains(number(2));
        assertThat(settings.delete(NAME)).isTrue();
        assertThat(settings.get(NAME)).isEmpty();
        int before = reads.get();
        assertThat(settings.get(NAME)).isEmpty();
        assertThat(settings.delete(NAME)).isFalse();
        assertThat(reads).as("the one of delete").hasValue(before + 1);
    }

    @Test
    @DisplayName("In a transaction its own writes are read, by nobody else; after a rollback they never were")
    void rollback() {
        settings.put(NAME, number(1));
        assertThat(settings.get(NAME)).contains(number(1));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> transactor.run(() -> {
                    settings.put(NAME, number(2));
                    assertThat(settings.get(NAME)).contains(number(2));
                    settings.put(NAME, number(3));
                    assertThat(settings.get(NAME)).contains(number(3));
                    throw new IllegalStateException("back");
                }));
        assertThat(settings.get(NAME)).contains(number(1));
        memory.failCommit(0, MemoryStore.diskFull());
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> settings.put(NAME, number(4)));
        assertThat(settings.get(NAME)).contains(number(1));
        int before = reads.get();
        assertThat(settings.get(NAME)).contains(number(1));
        assertThat(reads).as("it is kept again").hasValue(before);
    }

    @Test
    @DisplayName("A reader that is overtaken by a write does not keep what it read before")
    void overtaken() {
        settings.put(NAME, number(1));
        afterRead.set(() -> elsewhere(() -> {
            settings.put(NAME, number(2));
            return true;
        }));
        assertThat(settings.get(NAME)).contains(number(1));
        assertThat(settings.get(NAME)).contains(number(2));
        afterRead.set(() -> elsewhere(() -> {
            transactor.run(() -> settings.deleteAll(CRM));
            return true;
        }));
        settings.put(NAME, number(3));
        assertThat(settings.get(NAME)).contains(number(3));
        assertThat(settings.get(NAME)).isEmpty();
    }

    @Test
    @DisplayName("LIFE-124: a hard removal empties the cache too, and a removal that is rolled back does not")
    void removal() {
        SettingName other = new SettingName(ExtensionId.of("@acme/other-connector"), "org", "key");
        settings.put(NAME, number(1));
        settings.put(other, number(2));
        settings.get(NAME);
        settings.get(other);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> transactor.run(() -> {
                    settings.deleteAll(CRM);
                    assertThat(settings.get(NAME)).isEmpty();
                    throw new IllegalStateException("back");
                }));
        assertThat(settings.get(NAME)).contains(number(1));
        int before = reads.get();
        settings.get(other);
        assertThat(reads).as("others stay").hasValue(before);
        settings.deleteAll(CRM);
        assertThat(settings.get(NAME)).isEmpty();
    }

    @Test
    @DisplayName("PORT-67: a seeded setting has its mark until somebody writes or deletes it")
    void marks() {
        settings.seed(NAME, number(1), "{}");
        assertThat(settings.get(NAME)).contains(number(1));
        assertThat(settings.mark(NAME)).contains("{}");
        settings.put(NAME, number(1));
        assertThat(settings.mark(NAME)).isEmpty();
        settings.seed(NAME, number(2), "{}");
        settings.delete(NAME);
        settings.put(NAME, number(2));
        assertThat(settings.mark(NAME)).isEmpty();
    }

    @Test
    @DisplayName("However much is read, a bounded part of it is kept")
    void bounded() {
        String large = "x".repeat(250_000);
        for (int i = 0; i < 40; i++) {
            settings.put(new SettingName(CRM, "org", "k" + i), new JsonString(large));
            settings.get(new SettingName(CRM, "org", "k" + i));
        }
        int before = reads.get();
        for (int i = 0; i < 40; i++) {
            assertThat(settings.get(new SettingName(CRM, "org", "k" + i))).contains(new JsonString(large));
        }
        assertThat(reads.get() - before)
                .as("of 40, at most 16 can have been kept")
                .isBetween(24, 39);
    }

    @Test
    @DisplayName("Among many writers and readers, a read never finds less than what was written before it began")
    void concurrent() throws Exception {
        int writers = 4;
        int rounds = 300;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> futures = new ArrayList<>();
        Map<Integer, AtomicInteger> written =
                Map.of(0, new AtomicInteger(), 1, new AtomicInteger(), 2, new AtomicInteger(), 3, new AtomicInteger());
        try (ExecutorService pool = Executors.newFixedThreadPool(writers * 2)) {
            for (int i = 0; i < writers; i++) {
                SettingName name = new SettingName(CRM, "org", "k" + i);
                AtomicInteger done = written.get(i);
                futures.add(pool.submit(() -> {
                    start.await();
                    for (int n = 1; n <= rounds; n++) {
                        settings.put(name, number(n));
                        done.set(n);
                    }
                    return 0;
                }));
                futures.add(pool.submit(() -> {
                    start.await();
                    int stale = 0;
                    while (done.get() < rounds) {
                        int least = done.get();
                        int found = settings.get(name)
                                .map(value -> value.as(Integer.class))
                                .orElse(0);
                        stale += found < least ? 1 : 0;
                    }
                    return stale;
                }));
            }
            start.countDown();
            for (Future<Integer> future : futures) {
                assertThat(future.get(60, TimeUnit.SECONDS)).isZero();
            }
        }
    }
}
