package dev.aftm.infrastructure.process;

import java.util.Locale;
import java.util.Optional;

/**
 * A message from a process to the supervisor: one line on its standard output, e.g. {@code @aftm ready}, {@code @aftm beat} or
 * {@code @aftm say …}. Lines without the mark {@code @aftm} are ordinary output.
 *
 * @param kind what the message means
 * @param text the rest of the line
 */
public record SupervisorMessage(Kind kind, String text) {

    private static final String MARK = "@aftm ";

    /** The kinds of messages. */
    public enum Kind {
        /** The process is ready for work. */
        READY,
        /** A heartbeat: the process's main loop is running. */
        BEAT,
        /** The process cannot become ready before a person has done something; the text says what. */
        WAITING,
        /** Information for the person at the terminal. */
        SAY,
        /** The replay has ended; the text is the summary, a JSON document. */
        ENDED
    }

    /** Formats the message as one line; control characters in the text become spaces. */
    public String format() {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        return MARK + kind.name().toLowerCase(Locale.ROOT) + " " + oneLine;
    }

    /** Parses a line; empty if it is not a message to the supervisor. */
    public static Optional<SupervisorMessage> parse(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        String rest = line.substring(MARK.length());
        for (Kind kind : Kind.values()) {
            String word = kind.name().toLowerCase(Locale.ROOT);
            if (rest.equals(word) || rest.startsWith(word + " ")) {
                return Optional.of(
                        new SupervisorMessage(kind, rest.substring(Math.min(rest.length(), word.length() + 1))));
            }
        }
        return Optional.empty();
    }
}
