import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Compiles the native simulated exchange if a C compiler is found. If Mono is found too, it also compiles the .NET adapter and
 * a stub broker to test it with. The Maven build runs it as a single source file. Arguments: the source folder and the output
 * folder. The results are written to a subfolder named after the platform.
 */
final class BuildNative {

    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

    private BuildNative() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path sources = Path.of(arguments[0]);
        Path target = Path.of(arguments[1], platform());
        Files.createDirectories(target.resolve("dotnet"));
        Optional<String> compiler = firstOf(COMPILERS);
        if (compiler.isEmpty()) {
            System.out.println("No C compiler was found (tried " + String.join(", ", COMPILERS)
                    + "), so the native exchanges are not built and their tests are skipped.");
            return;
        }
        Path library = target.resolve(System.mapLibraryName("aftm_exchange_simulator"));
        List<Path> simulator = new ArrayList<>(files(sources.resolve("simulator"), ".c"));
        simulator.add(sources.resolve("exchange_layout.c"));
        if (!isFresh(library, sources)) {
            compile(compiler.get(), simulator, List.of(), library);
        }
        buildForDotnet(compiler.get(), sources, target.resolve("dotnet"));
    }

    /** Builds the stub broker, the adapter in C#, and the library that starts the .NET runtime. */
    private static void buildForDotnet(String compiler, Path sources, Path target)
            throws IOException, InterruptedException {
        Path library = target.resolve(System.mapLibraryName("aftm_exchange_dotnet"));
        if (isFresh(library, sources)) {
            return;
        }
        if (!isThere("mcs", "--version") || !isThere("pkg-config", "--exists", "monosgen-2")) {
            System.out.println("Mono's compiler (mcs) or its library (monosgen-2) was not found, so the adapter for a .NET"
                    + " broker is not built and its tests are skipped.");
            return;
        }
        Path dotnet = sources.resolve("dotnet");
        Path stub = target.resolve("PFCFApi.dll");
        run(with(List.of("mcs", "-target:library", "-out:" + stub), files(dotnet.resolve("stub"), ".cs")));
        Path adapter = target.resolve("ExchangeAdapter.dll");
        run(with(
                List.of("mcs", "-unsafe", "-target:library", "-r:" + stub, "-out:" + adapter),
                files(dotnet.resolve("adapter"), ".cs")));
        List<Path> boot = List.of(
                sources.resolve("exchange_layout.c"),
                dotnet.resolve("exchange_dotnet.c"),
                dotnet.resolve("boot_mono.c"));
        List<String> mono = new ArrayList<>(output("pkg-config", "--cflags", "--libs", "monosgen-2"));
        mono.addAll(List.of("-D_GNU_SOURCE", "-ldl"));
        compile(compiler, boot, mono, library);
    }

    private static List<String> with(List<String> command, List<Path> sources) {
        return Stream.concat(command.stream(), sources.stream().map(Path::toString))
                .toList();
    }

    /** The platform's name as used by JNA, e.g. linux-x86-64. */
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
        for (Path source : files(sources, "")) {
            if (Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(library)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<String> firstOf(List<String> programs) throws InterruptedException {
        for (String program : programs) {
            if (isThere(program, "--version")) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("This command failed: " + List.of(command));
        }
        return List.of(text.strip().split("\\s+"));
    }

    private static void compile(String compiler, List<Path> sources, List<String> more, Path library)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(compiler, "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-O2"));
        command.addAll(List.of("-Wall", "-Wextra", "-Werror", "-fvisibility=hidden", "-shared", "-pthread"));
        String system = property("os.name");
        command.add(system.contains("windows") ? "-static" : "-fPIC");
        command.addAll(List.of("-o", library.toString()));
        sources.stream().map(Path::toString).forEach(command::add);
        command.addAll(more);
        if (system.contains("mac")) {
            command.add("-liconv");
        }
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("This command failed: " + command);
        }
    }
}
