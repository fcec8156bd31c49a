package dev.aftm.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The corpus of bad frames in {@code bad-frames.txt}. */
final class BadFrames {

    private static final Path FILE = Path.of("src", "test", "resources", "bad-frames.txt");
    private static final int GREETING_BYTES = 64;

    private BadFrames() {}

    /** Returns the frames by their descriptions. */
    static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> frames = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FILE)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split("\\|", 2);
                frames.put(parts[0].strip(), bytes(parts[1].strip()));
            }
        }
        return frames;
    }

    private static byte[] bytes(String words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
            out.write(
                    switch (word) {
                        case "GREETING" -> greeting();
                        case "READY" -> ready();
                        default -> HexFormat.of().parseHex(word);
                    });
        }
        return out.toByteArray();
    }

    static byte[] greeting() {
        byte[] greeting = new byte[GREETING_BYTES];
        greeting[0] = (byte) 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
        return greeting;
    }

    private static byte[] ready() {
        byte[] name = "\5READY\13Socket-Type\0\0\0\6DEALER".getBytes(StandardCharsets.ISO_8859_1);
        byte[] frame = new byte[name.length + 2];
        frame[0] = 4;
        frame[1] = (byte) name.length;
        System.arraycopy(name, 0, frame, 2, name.length);
        return frame;
    }
}
