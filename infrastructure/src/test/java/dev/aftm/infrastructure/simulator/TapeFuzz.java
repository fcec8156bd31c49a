package dev.aftm.infrastructure.simulator;

import dev.aftm.domain.market.Tick;
import dev.aftm.interactor.port.market.Tape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fuzz target for the reader of market data files: a file is read to its end, or rejected with a sentence. */
public final class TapeFuzz {

    private static final Path FILE = temporary();

    private TapeFuzz() {}

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("tape", ".fuzz");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Entry point for the fuzzer. */
    public static void fuzzerTestOneInput(byte[] content) throws IOException {
        Files.write(FILE, content);
        long ticks = 0;
        try (Tape tape = TaifexTape.open(FILE, "TX", "202108")) {
            for (Tick tick = tape.next(); tick != null; tick = tape.next()) {
                ticks++;
                if (!tick.itemCode().equals("TXFH1") || tick.price().scale() > 10) {
                    throw new IllegalStateException("This tick is invalid: " + tick);
                }
            }
        } catch (Tape.TapeException e) {
            String sentence = String.valueOf(e.getMessage());
            if (!sentence.endsWith(".") || sentence.contains("\n") || sentence.contains("Exception")) {
                throw new IllegalStateException("The message is not a sentence for a person: " + sentence);
            }
        }
        if (ticks > content.length) {
            throw new IllegalStateException("The reader produced more ticks than bytes.");
        }
    }
}
