package dev.aftm.infrastructure.process;

import java.util.Locale;
import java.util.Optional;

/**
 * What a component tells the supervisor, a line each on its standard output: {@code @aftm ready}, {@code @aftm beat},
 * {@code @aftm say …}. Any other line is not for the supervisor.
 *
 * @param kind what is told
 * @param text the rest of the line
 */
public record SupervisorMessage(Kind kind, String text) {

    private static final String MARK = "@aftm ";

    /** What a line tells. */
    public enum Kind {
        /** The component is up and does its work. */
        READY,
        /** The component's loop lives. */
        BEAT,
        /** The component cannot get ready before a person has done something; the rest of the line says what. */
        WAITING,
        /** Something that a person at the terminal wants to know. */
        SAY,
        /** The tape has ended; the rest of the line is the summary, a JSON document. */
        ENDED
    }

    /** The line as it is printed. */
    public String format() {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        return MARK + kind.name().toLowerCase(Locale.ROOT) + " " + oneLine;
    }

    /** Reads a line; empty where it is not for the supervisor. */
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
