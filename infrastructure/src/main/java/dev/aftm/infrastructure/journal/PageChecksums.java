package dev.aftm.infrastructure.journal;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Per-page CRC32C of a closed file, stored beside it in a file that ends in {@code .seal}. They detect bit rot, even in bytes
 * that the database ignores. They do not detect manipulation by a person; the hash chain does, if its head is stored elsewhere.
 */
public final class PageChecksums {

    /** SQLite's default page size, in bytes. */
    private static final int PAGE = 4096;

    private PageChecksums() {}

    private static Path sealOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".seal");
    }

    /** Removes the checksums, because the file is about to change. */
    public static void remove(Path file) throws IOException {
        Files.deleteIfExists(sealOf(file));
    }

    /**
     * Writes the checksums of a closed file.
     *
     * @param head the head of the hash chain in the file
     */
    static void write(Path file, String head) throws IOException {
        Path seal = sealOf(file);
        PrivateFiles.makeFile(seal);
        Files.writeString(seal, text(head, sums(file)), StandardCharsets.US_ASCII);
    }

    /**
     * Compares a file with its checksums.
     *
     * @param head the head of the hash chain in the file; empty if it cannot be read
     * @return the differences, a sentence each; empty if there are no checksums
     */
    public static Optional<List<String>> check(Path file, String head) throws IOException {
        Path seal = sealOf(file);
        if (!Files.exists(seal)) {
            return Optional.empty();
        }
        List<String> expected = new ArrayList<>(
                Files.readString(seal, StandardCharsets.ISO_8859_1).lines().toList());
        String own = expected.isEmpty() ? "" : expected.remove(expected.size() - 1);
        if (!own.equals(sum(String.join("\n", expected).getBytes(StandardCharsets.ISO_8859_1)))) {
            return Optional.of(List.of("The checksum file " + seal.getFileName() + " was altered."));
        }
        String sealedHead = expected.isEmpty() ? "" : expected.remove(0);
        if (!sealedHead.equals(head) && !head.isEmpty()) {
            return Optional.of(
                    List.of("The checksum file " + seal.getFileName() + " belongs to another state of the journal, with"
                            + " the head " + sealedHead
                            + ": events were added or removed since the gateway stopped. If you have restored a backup,"
                            + " remove the checksum file as well."));
        }
        List<String> actual = sums(file);
        List<String> findings = new ArrayList<>();
        if (actual.size() != expected.size()) {
            findings.add(
                    "The file has " + actual.size() + " pages, but had " + expected.size() + " when it was closed.");
        }
        for (int page = 0; page < Math.min(actual.size(), expected.size()); page++) {
            if (!actual.get(page).equals(expected.get(page))) {
                long from = (long) page * PAGE;
                findings.add("The bytes from " + from + " to " + (from + PAGE - 1) + " of " + file.getFileName()
                        + " have changed since the file was closed.");
            }
        }
        return Optional.of(findings);
    }

    private static String text(String head, List<String> sums) {
        String lines = head + "\n" + String.join("\n", sums);
        return lines + "\n" + sum(lines.getBytes(StandardCharsets.ISO_8859_1)) + "\n";
    }

    private static List<String> sums(Path file) throws IOException {
        List<String> sums = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] page = in.readNBytes(PAGE); page.length > 0; page = in.readNBytes(PAGE)) {
                sums.add(sum(page));
            }
        }
        return sums;
    }

    private static String sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
