package dev.aftm.infrastructure.dll;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads from a library file's header for which operating system and processor it was built. */
final class LibraryFile {

    private static final int HEADER_BYTES = 4096;
    private static final int ELF_MAGIC = 0x7F454C46;
    private static final int ELF_MACHINE = 18;
    private static final int MACH_O_64 = 0xFEEDFACF;
    private static final int PE_POINTER = 0x3C;
    private static final int PE_MAGIC = 0x50450000;

    private static final Map<Integer, String> ELF_MACHINES =
            Map.of(0x03, "x86", 0x28, "arm", 0x3E, "x86-64", 0xB7, "aarch64", 0xF3, "riscv64");
    private static final Map<Integer, String> PE_MACHINES = Map.of(0x14C, "x86", 0x8664, "x86-64", 0xAA64, "aarch64");
    private static final Map<Integer, String> MACH_MACHINES = Map.of(0x0100_0007, "x86-64", 0x0100_000C, "aarch64");

    private LibraryFile() {}

    /**
     * Checks that this Java can load a file, before native code runs.
     *
     * @throws LibraryException it cannot; the message says what the file is and what is needed
     */
    static void require(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new LibraryException("There is no exchange library at " + path + "; check EXCHANGE_DLL_PATH.");
        }
        String found;
        try {
            found = read(path).flatMap(LibraryFile::platform).orElse("");
        } catch (IOException e) {
            throw new LibraryException("The exchange library " + path + " cannot be read: " + e.getMessage() + ".");
        }
        String needed = javaPlatform();
        if (found.isEmpty()) {
            throw new LibraryException(
                    "The file " + path + " is not a native library; set EXCHANGE_DLL_PATH to one for " + needed + ".");
        }
        if (!found.equals(needed)) {
            throw new LibraryException("The exchange library " + path + " is for " + found + ", but this Java runs on "
                    + needed + "; both must be the same.");
        }
    }

    private static Optional<ByteBuffer> read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(HEADER_BYTES);
            return bytes.length < HEADER_BYTES / 64 ? Optional.empty() : Optional.of(ByteBuffer.wrap(bytes));
        }
    }

    /** System and processor, e.g. {@code Linux x86-64}; empty if the file is no known kind of library. */
    static Optional<String> platform(ByteBuffer header) {
        header.order(ByteOrder.BIG_ENDIAN);
        if (header.getInt(0) == ELF_MAGIC) {
            header.order(header.get(5) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            return Optional.of("Linux " + name(ELF_MACHINES, Short.toUnsignedInt(header.getShort(ELF_MACHINE))));
        }
        header.order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) == MACH_O_64) {
            return Optional.of("macOS " + name(MACH_MACHINES, header.getInt(4)));
        }
        if (header.get(0) == 'M' && header.get(1) == 'Z') {
            return windows(header, header.getInt(PE_POINTER));
        }
        return Optional.empty();
    }

    private static Optional<String> windows(ByteBuffer header, int at) {
        if (at < 0 || at > header.limit() - 6) {
            return Optional.empty();
        }
        boolean isPe = Integer.reverseBytes(header.getInt(at)) == PE_MAGIC;
        return isPe
                ? Optional.of("Windows " + name(PE_MACHINES, Short.toUnsignedInt(header.getShort(at + 4))))
                : Optional.empty();
    }

    private static String name(Map<Integer, String> machines, int machine) {
        return machines.getOrDefault(machine, "processor 0x" + Integer.toHexString(machine));
    }

    /** The platform of this Java, in the format of {@link #platform}. */
    static String javaPlatform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = system.contains("windows") ? "Windows" : system.contains("mac") ? "macOS" : "Linux";
        return name + " "
                + switch (processor) {
                    case "amd64", "x86_64" -> "x86-64";
                    case "arm64" -> "aarch64";
                    case "i386", "i486", "i586", "i686" -> "x86";
                    default -> processor;
                };
    }
}
