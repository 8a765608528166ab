/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.permission.Demand;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.InvalidClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** ENG-20, ENG-21: what code does beside its ports, granted and denied, through the real engine. */
final class GuardedCallsTest extends EngineFixture {
    private static final String FOLDER = "FOLDER";

    @BeforeEach
    void files() throws Exception {
        Files.writeString(folder.resolve("there"), "text");
    }

    record Row(String name, String code, Class<? extends Demand> demand) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, Class<? extends Demand> demand, String code) {
        return new Row(name, code, demand);
    }

    static Stream<Row> families() {
        return Stream.of(
                row("new FileInputStream", Demand.ReadFile.class, "new FileInputStream(\"FOLDER/there\").close();"),
                row("new Scanner(Path)", Demand.ReadFile.class, "new Scanner(Path.of(\"FOLDER/there\")).close();"),
                row("Files.readString", Demand.ReadFile.class, "Files.readString(Path.of(\"FOLDER/there\"));"),
                row("File.exists", Demand.ReadFile.class, "new File(\"FOLDER/there\").exists();"),
                row(
                        "new RandomAccessFile to read",
                        Demand.ReadFile.class,
                        "new RandomAccessFile(\"FOLDER/there\", \"r\").close();"),
                row(
                        "new RandomAccessFile to write",
                        Demand.WriteFile.class,
                        "new RandomAccessFile(new File(\"FOLDER/there\"), \"rw\").close();"),
                row("FileChannel.open", Demand.ReadFile.class, "FileChannel.open(Path.of(\"FOLDER/there\")).close();"),
                row(
                        "FileChannel.open to write",
                        Demand.WriteFile.class,
                        "FileChannel.open(Path.of(\"FOLDER/there\"), StandardOpenOption.WRITE).close();"),
                row("Files.writeString", Demand.WriteFile.class, "Files.writeString(Path.of(\"FOLDER/new\"), \"x\");"),
                row(
                        "new FileOutputStream",
                        Demand.WriteFile.class,
                        "new FileOutputStream(\"FOLDER/new\", true).close();"),
                row(
                        "File.delete by reference",
                        Demand.WriteFile.class,
                        "java.util.function.Predicate<File> p = File::delete; p.test(new File(\"FOLDER/new\"));"),
                row(
                        "new FileInputStream by reference",
                        Demand.ReadFile.class,
                        "Made<FileInputStream> m = FileInputStream::new; m.of(\"FOLDER/there\").close();"),
                row(
                        "Method.invoke",
                        Demand.ReadFile.class,
                        "Files.class.getMethod(\"readString\", Path.class).invoke(null, Path.of(\"FOLDER/there\"));"),
                row(
                        "Method.invoke of Method.invoke",
                        Demand.ReadFile.class,
                        "java.lang.reflect.Method m = Files.class.getMethod(\"readString\", Path.class);"
                                + "java.lang.reflect.Method.class.getMethod(\"invoke\", Object.class, Object[].class)"
                                + ".invoke(m, null, new Object[] {Path.of(\"FOLDER/there\")});"),
                row(
                        "Constructor.newInstance",
                        Demand.ReadFile.class,
                        "FileInputStream.class.getConstructor(String.class).newInstance(\"FOLDER/there\").close();"),
                row(
                        "Lookup.findStatic",
                        Demand.ReadFile.class,
                        "java.lang.invoke.MethodHandles.lookup().findStatic(Files.class, \"readString\","
                                + "java.lang.invoke.MethodType.methodType(String.class, Path.class)).invoke(Path.of(\"FOLDER/there\"));"),
                row(
                        "Lookup.bind",
                        Demand.WriteFile.class,
                        "java.lang.invoke.MethodHandles.lookup().bind(new File(\"FOLDER/new\"), \"delete\","
                                + "java.lang.invoke.MethodType.methodType(boolean.class)).invoke();"),
                row(
                        "URL of a file",
                        Demand.ReadFile.class,
                        "new java.net.URL(\"file:FOLDER/there\").openStream().close();"),
                row("Files.createTempFile", Demand.UseTemporary.class, "Files.createTempFile(\"a\", \"b\");"),
                row("File.createTempFile", Demand.UseTemporary.class, "File.createTempFile(\"abc\", null);"),
                row(
                        "Socket.connect",
                        Demand.Connect.class,
                        "try (java.net.Socket s = new java.net.Socket()) { s.connect(new java.net.InetSocketAddress(\"127.0.0.1\", PORT)); }"),
                row("new Socket", Demand.Connect.class, "new java.net.Socket(\"127.0.0.1\", PORT).close();"),
                row(
                        "SocketChannel.open",
                        Demand.Connect.class,
                        "java.nio.channels.SocketChannel.open(new java.net.InetSocketAddress(\"127.0.0.1\", PORT)).close();"),
                row("new ServerSocket", Demand.Listen.class, "new java.net.ServerSocket(0).close();"),
                row(
                        "ServerSocketChannel.bind of a file",
                        Demand.WriteFile.class,
                        "ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX).bind("
                                + "java.net.UnixDomainSocketAddress.of(\"FOLDER/s\")).close();"
                                + " Files.delete(Path.of(\"FOLDER/s\"));"),
                row("InetAddress.getByName", Demand.Resolve.class, "java.net.InetAddress.getByName(\"localhost\");"),
                row(
                        "KeyStore.getInstance",
                        Demand.ReadFile.class,
                        "try { java.security.KeyStore.getInstance(new File(\"FOLDER/there\"), new char[0]); }"
                                + " catch (java.security.KeyStoreException e) { }"),
                row(
                        "new StreamResult",
                        Demand.WriteFile.class,
                        "new javax.xml.transform.stream.StreamResult(new File(\"FOLDER/new\"));"),
                row(
                        "BodyHandlers.ofFile",
                        Demand.WriteFile.class,
                        "java.net.http.HttpResponse.BodyHandlers.ofFile(Path.of(\"FOLDER/new\"));"),
                row("ProcessBuilder", Demand.Execute.class, "new ProcessBuilder(\"true\").start().waitFor();"),
                row(
                        "Runtime.exec",
                        Demand.Execute.class,
                        "Runtime.getRuntime().exec(new String[] {\"true\"}).waitFor();"),
                row("System.getenv", Demand.ReadVariable.class, "System.getenv(\"PATH\");"),
                row(
                        "deep reflection",
                        Demand.DeepReflection.class,
                        "try { String.class.getDeclaredField(\"value\").setAccessible(true); } catch (java.lang.reflect.InaccessibleObjectException e) { }"));
    }

    private ExtensionJar code(String code, int port) {
        return ExtensionJar.of("@acme/x-connector", "1.0.0")
                .imports("dev.berth.sdk,javax.xml.transform.stream")
                .source(
                        "com.acme.Try",
                        "import java.io.*; import java.nio.channels.*; import java.nio.file.*; import java.util.*;"
                                + "public class Try { interface Made<T> { T of(String s) throws Exception; }"
                                + "public static Object run() throws Throwable { "
                                + code.replace(FOLDER, folder.toString()).replace("PORT", String.valueOf(port))
                                + (code.contains("return ") ? "" : " return null;") + " } }");
    }

    @ParameterizedTest
    @MethodSource("families")
    @DisplayName(
            "ENG-20 granted, it is as if nobody asked; denied, it does not happen; both say what was about to be done")
    void grantedAndDenied(Row row) throws Exception {
        try (java.net.ServerSocket server = new java.net.ServerSocket(0)) {
            Watching granting = Watching.granting(folder);
            run(loaded(jar(code(row.code(), server.getLocalPort()).may(granting))), "com.acme.Try");
            assertThat(granting.demands()).anyMatch(row.demand()::isInstance);

            Watching denying = Watching.denying();
            assertThatThrownBy(() -> run(
                            loaded(jar(code(row.code(), server.getLocalPort()).may(denying))), "com.acme.Try"))
                    .hasStackTraceContaining("denied: ");
            assertThat(denying.demands()).hasSize(1).first().isInstanceOf(row.demand());
        }
    }

    static Stream<String> nevers() {
        return Stream.of(
                "System.exit(1);",
                "Runtime.getRuntime().halt(1);",
                "Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));",
                "Thread.setDefaultUncaughtExceptionHandler(null);",
                "System.setProperty(\"a\", \"b\");",
                "System.class.getMethod(\"exit\", int.class).invoke(null, 1);",
                "java.lang.invoke.MethodHandles.lookup().findStatic(System.class, \"exit\","
                        + " java.lang.invoke.MethodType.methodType(void.class, int.class)).invoke(1);",
                "java.util.function.IntConsumer c = System::exit; c.accept(1);",
                "new ClassLoader() { };",
                "new java.net.URLClassLoader(new java.net.URL[0]);",
                "java.lang.invoke.MethodHandles.lookup().defineClass(new byte[0]);",
                "Locale.setDefault(Locale.ROOT);",
                "java.security.Security.addProvider(null);",
                "Thread.getAllStackTraces();",
                "java.lang.management.ManagementFactory.getRuntimeMXBean();",
                "dev.berth.sdk.Extension.class.getProtectionDomain();",
                "java.security.Security.getProviders()[0].put(\"a\", \"b\");",
                "java.lang.constant.ConstantDesc d = java.lang.constant.ConstantDescs.CD_String;"
                        + " d.resolveConstantDesc(java.lang.invoke.MethodHandles.lookup());",
                "ClassLoader l = Try.class.getClassLoader(); l.getClass().getMethod(\"getBundle\").invoke(l);",
                "ClassLoader l = Try.class.getClassLoader(); java.lang.invoke.MethodHandles.publicLookup()"
                        + ".unreflect(l.getClass().getMethod(\"getBundle\"));",
                "new java.beans.Expression(Try.class, \"toString\", null).getValue();",
                "java.net.http.HttpClient.newBuilder().followRedirects(java.net.http.HttpClient.Redirect.ALWAYS);");
    }

    @ParameterizedTest
    @MethodSource("nevers")
    @DisplayName("ENG-20 no permission gives exits, settings of the JVM, class definition, or the host")
    void never(String code) {
        Watching granting = Watching.granting(folder);
        assertThatThrownBy(() -> run(loaded(jar(code(code, 0).may(granting))), "com.acme.Try"))
                .hasStackTraceContaining("denied: ");
        assertThat(granting.demands()).last().isInstanceOf(Demand.Never.class);
    }

    @Test
    @DisplayName("ENG-21 whatever loader code asks for, it gets its own, and no resource of the host")
    void loaders() throws Exception {
        List<String> asked = List.of(
                "dev.berth.sdk.Extension.class.getClassLoader()",
                "ClassLoader.getSystemClassLoader()",
                "ClassLoader.getPlatformClassLoader()",
                "dev.berth.sdk.Extension.class.getModule().getClassLoader()");
        for (String loader : asked) {
            assertThat(run(
                            loaded(jar(code("return " + loader + " == Try.class.getClassLoader();", 0)
                                    .imports("dev.berth.sdk"))),
                            "com.acme.Try"))
                    .as(loader)
                    .isEqualTo(true);
        }
        assertThat(run(loaded(jar(code("return Try.class.getClassLoader().getParent();", 0))), "com.acme.Try"))
                .isNull();
        assertThat(run(
                        loaded(jar(code(
                                        "return dev.berth.sdk.Extension.class.getResourceAsStream(\"Extension.class\");",
                                        0)
                                .imports("dev.berth.sdk"))),
                        "com.acme.Try"))
                .isNull();
        assertThatThrownBy(() -> run(
                        loaded(jar(code("return Class.forName(\"sun.misc.Unsafe\", false, null);", 0))),
                        "com.acme.Try"))
                .hasRootCauseInstanceOf(ClassNotFoundException.class);
    }

    @Test
    @DisplayName("ENG-20 objects are read back with the classes of the extension, and never of the JDK's machinery")
    void serialized() throws Exception {
        String copy =
                "ByteArrayOutputStream out = new ByteArrayOutputStream(); new ObjectOutputStream(out).writeObject(VALUE);"
                        + " return new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())).readObject().toString();";
        String own = "record Own(String name) implements Serializable { } ";
        assertThat(run(loaded(jar(code(own + copy.replace("VALUE", "new Own(\"x\")"), 0))), "com.acme.Try"))
                .isEqualTo("Own[name=x]");
        assertThatThrownBy(() -> run(
                        loaded(jar(code(copy.replace("VALUE", "java.security.SecureRandom.getInstanceStrong()"), 0))),
                        "com.acme.Try"))
                .hasRootCauseInstanceOf(InvalidClassException.class);
    }

    @Test
    @DisplayName("engine.md L4: a class that cannot be woven refuses its package, and says which and why")
    void unwoven() {
        ClassWriter old = new ClassWriter(0);
        old.visit(Opcodes.V1_6, Opcodes.ACC_PUBLIC, "com/acme/Old", null, "java/lang/Object", new String[0]);
        MethodVisitor method = old.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
        method.visitCode();
        method.visitInsn(Opcodes.ICONST_0);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        ExtensionJar jar =
                ExtensionJar.of("@acme/x-connector", "1.0.0").classFile("com/acme/Old.class", old.toByteArray());
        Problem problem = refused(load(List.of(), jar(jar)).getFirst());
        assertThat(problem.code()).isEqualTo(ProblemCode.API_FORBIDDEN);
        assertThat(problem.summary())
                .contains("com/acme/Old.class", "version 50", "java.lang.System.exit()", "It was not loaded");
        assertThat(refused(load(
                                        List.of(),
                                        jar(ExtensionJar.of("@acme/x-connector", "1.0.0")
                                                .classFile("com/acme/No.class", new byte[] {1, 2, 3})))
                                .getFirst())
                        .code())
                .isEqualTo(ProblemCode.API_FORBIDDEN);
    }

    @Test
    @DisplayName("ENG-20 settings that code may not read are as if they were not set")
    void settings() throws Exception {
        assertThat(run(loaded(jar(code("return System.getenv().size();", 0))), "com.acme.Try"))
                .isEqualTo(0);
        assertThat(run(loaded(jar(code("return System.getProperty(\"java.home\", \"unset\");", 0))), "com.acme.Try"))
                .isEqualTo("unset");
        assertThat(run(loaded(jar(code("return System.getProperties().size();", 0))), "com.acme.Try"))
                .isEqualTo(0);
        assertThat(run(
                        loaded(jar(code("return System.getProperty(\"java.io.tmpdir\");", 0)
                                .may(Watching.granting(folder)))),
                        "com.acme.Try"))
                .isEqualTo(folder.toString());
    }

    @Test
    @DisplayName(
            "ENG-20 what is checked is what is used, though a class of the extension's own answers twice differently")
    void lies() {
        Path secret = folder.resolve("there");
        Watching harmless =
                Watching.granting(demand -> demand instanceof Demand.ReadFile(Path path) && path.endsWith("harmless"));
        String liar = "class Liar extends File { int times; Liar() { super(\"" + secret + "\"); }"
                + " public String getPath() { return times++ == 0 ? \"harmless\" : \"" + secret + "\"; } } ";
        for (String use : List.of(
                "new FileInputStream(new Liar()).read(); return null;",
                "new java.io.FileReader(new Liar()).read(); return null;",
                "new Scanner(new Liar()).next(); return null;")) {
            assertThatThrownBy(() -> run(loaded(jar(code(liar + use, 0).may(harmless))), "com.acme.Try"))
                    .as(use)
                    .hasRootCauseInstanceOf(java.io.FileNotFoundException.class)
                    .hasStackTraceContaining("harmless");
        }
        String superCall = "class Liar extends File { Liar() { super(\"" + secret + "\"); }"
                + " public String getPath() { return \"harmless\"; }"
                + " boolean gone() { return super.isFile(); } } return new Liar().gone();";
        assertThatCode(() -> assertThat(run(loaded(jar(code(superCall, 0).may(harmless))), "com.acme.Try"))
                        .isEqualTo(false))
                .doesNotThrowAnyException();
    }
}
