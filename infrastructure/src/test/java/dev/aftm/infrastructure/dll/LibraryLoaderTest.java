package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries with a wrong interface are rejected with one sentence, without calling any other function of theirs. */
final class LibraryLoaderTest {

    @TempDir
    private Path folder = Path.of("");

    private static void assertRejected(Path library, String... parts) {
        assertThatExceptionOfType(LibraryException.class)
                .isThrownBy(() -> LibraryLoader.load(library))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(parts)
                        .contains(library.toString())
                        .endsWith(".")
                        .doesNotContain("\n"));
    }

    /** Compiles a library with these functions, which return 0, and the given source. */
    private Path library(String name, List<String> functions, String written) throws IOException, InterruptedException {
        String source = functions.stream()
                        .map(function -> "int " + function + "(void) { return 0; }")
                        .collect(Collectors.joining("\n"))
                + "\n" + written + "\n";
        Path file = Files.writeString(folder.resolve(name + ".c"), source);
        Path library = folder.resolve(System.mapLibraryName(name));
        assumeTrue(Files.exists(NativeSimulator.LIBRARY), "No C compiler was found.");
        Process compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-w", "-o", library.toString(), file.toString())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(compiler.exitValue()).isZero();
        return library;
    }

    private static List<String> functionsWithout(String... names) {
        return ExchangeLibrary.functions().stream()
                .filter(function -> !List.of(names).contains(function))
                .toList();
    }

    @Test
    void a_missing_file_or_no_library_is_rejected() throws IOException {
        assertRejected(folder.resolve("none.so"), "There is no exchange library at");
        assertRejected(folder, "There is no exchange library at");
        Path text = Files.writeString(folder.resolve("libtext.so"), "This is a text with the right name.".repeat(9));
        assertRejected(text, "is not a native library", "EXCHANGE_DLL_PATH", LibraryFile.javaPlatform());
        assertRejected(Files.writeString(folder.resolve("libempty.so"), ""), "is not a native library");
    }

    @Test
    void a_library_for_another_platform_is_rejected() throws IOException {
        byte[] foreign = new byte[4096];
        ByteBuffer header = ByteBuffer.wrap(foreign).order(ByteOrder.LITTLE_ENDIAN);
        header.put(0, new byte[] {0x7F, 'E', 'L', 'F', 2, 1}).putShort(18, (short) 0xF3);
        assertRejected(
                Files.write(folder.resolve("libriscv.so"), foreign), "is for Linux riscv64, but this Java runs on");
        header.putInt(0, 0xFEEDFACF).putInt(4, 0x0100_000C);
        assertThat(LibraryFile.platform(header)).hasValue("macOS aarch64");
        header.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3C, 128);
        assertThat(LibraryFile.platform(header)).isEmpty();
        header.put(128, new byte[] {'P', 'E', 0, 0}).putShort(132, (short) 0x8664);
        assertThat(LibraryFile.platform(header)).hasValue("Windows x86-64");
        header.putInt(0x3C, Integer.MAX_VALUE);
        assertThat(LibraryFile.platform(header)).isEmpty();
    }

    @Test
    void a_library_of_another_version_is_rejected() throws IOException, InterruptedException {
        Path old = library(
                "old", functionsWithout("exchange_abi_version"), "int exchange_abi_version(void) { return 1; }");
        assertRejected(old, "its interface version is 1, but must be 2");
    }

    @Test
    void a_library_without_all_functions_is_rejected() throws IOException, InterruptedException {
        assertRejected(
                library("other", List.of(), "int something(void) { return 0; }"),
                "lacks the function exchange_abi_version");
        Path partial = library(
                "partial",
                functionsWithout("exchange_abi_version", "exchange_cancel_order"),
                "int exchange_abi_version(void) { return 2; }");
        assertRejected(partial, "lacks the function exchange_cancel_order", "version 2");
    }

    @Test
    void a_library_with_another_layout_is_rejected() throws IOException, InterruptedException {
        String version = "int exchange_abi_version(void) { return 2; }\n";
        List<String> functions = functionsWithout("exchange_abi_version", "exchange_layout");
        assertRejected(
                library("small", functions, version + "int exchange_layout(int s, int *o, int c) { return 100; }"),
                "its size of exchange_description is 100, but must be 120");
        assertRejected(
                library("shuffled", functions, version + "int exchange_layout(int s, int *o, int c) { return 120; }"),
                "its offset of field 1 of exchange_description is -1, but must be 0");
    }

    @Test
    void a_library_with_missing_symbols_is_rejected() throws IOException, InterruptedException {
        Path needy =
                library("needy", List.of(), "int nowhere(void); int exchange_abi_version(void) { return nowhere(); }");
        assertRejected(needy, "cannot be loaded into this Java (" + LibraryFile.javaPlatform() + ")", "nowhere");
    }
}
