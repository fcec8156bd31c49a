import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Compiles the native simulated exchange, where a C compiler is found. Run by the Maven build as a single source file;
 * arguments: the folder of the sources, the folder to write to.
 */
final class BuildNative {

    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

    private BuildNative() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path sources = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Files.createDirectories(target);
        Path library = target.resolve(System.mapLibraryName("aftm_exchange_simulator"));
        Path source = sources.resolve("exchange_simulator.c");
        if (isFresh(library, source, sources.resolve("exchange_dll.h"))) {
            return;
        }
        for (String compiler : COMPILERS) {
            if (isThere(compiler)) {
                compile(compiler, source, library);
                return;
            }
        }
        System.out.println("No C compiler was found (tried " + String.join(", ", COMPILERS)
                + "), so the native simulated exchange is not built and its tests are skipped.");
    }

    private static boolean isFresh(Path library, Path... sources) throws IOException {
        if (!Files.exists(library)) {
            return false;
        }
        for (Path source : sources) {
            if (Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(library)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isThere(String compiler) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(compiler, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void compile(String compiler, Path source, Path library) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(compiler, "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror"));
        command.addAll(List.of("-fvisibility=hidden", "-shared"));
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            command.add("-fPIC");
        }
        command.addAll(List.of("-o", library.toString(), source.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("The native simulated exchange could not be compiled: " + command);
        }
    }
}
