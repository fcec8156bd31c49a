import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Compiles the native simulated exchange, where a C compiler is found. Run by the Maven build as a single source file;
 * arguments: the folder of the sources, the folder to write to. What it makes lies in a folder named for the platform.
 */
final class BuildNative {

    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

    private BuildNative() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path sources = Path.of(arguments[0]);
        Path target = Path.of(arguments[1], platform());
        Files.createDirectories(target);
        Path library = target.resolve(System.mapLibraryName("aftm_exchange_simulator"));
        if (isFresh(library, sources)) {
            return;
        }
        for (String compiler : COMPILERS) {
            if (isThere(compiler)) {
                compile(compiler, sources, library);
                return;
            }
        }
        System.out.println("No C compiler was found (tried " + String.join(", ", COMPILERS)
                + "), so the native simulated exchange is not built and its tests are skipped.");
    }

    /** Named as JNA names platforms, e.g. linux-x86-64. */
    private static String platform() {
        String system = property("os.name");
        String processor = property("os.arch");
        String name = system.contains("windows") ? "win32" : system.contains("mac") ? "darwin" : "linux";
        return name + "-" + (processor.equals("amd64") || processor.equals("x86_64") ? "x86-64" : processor);
    }

    private static String property(String name) {
        return System.getProperty(name).toLowerCase(Locale.ROOT);
    }

    private static boolean isFresh(Path library, Path sources) throws IOException {
        if (!Files.exists(library)) {
            return false;
        }
        for (Path source : files(sources)) {
            if (Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(library)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
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

    private static void compile(String compiler, Path sources, Path library) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(compiler, "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-O2"));
        command.addAll(List.of("-Wall", "-Wextra", "-Werror", "-fvisibility=hidden", "-shared", "-pthread"));
        String system = property("os.name");
        command.add(system.contains("windows") ? "-static" : "-fPIC");
        command.addAll(List.of("-o", library.toString()));
        files(sources).stream().map(Path::toString).filter(name -> name.endsWith(".c")).forEach(command::add);
        if (system.contains("mac")) {
            command.add("-liconv");
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("The native simulated exchange could not be compiled: " + command);
        }
    }
}
