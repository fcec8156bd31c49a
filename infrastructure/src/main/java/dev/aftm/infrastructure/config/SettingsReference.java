package dev.aftm.infrastructure.config;

/** Generates the documentation of the settings. */
public final class SettingsReference {

    private SettingsReference() {}

    /** The content of {@code docs/configuration.md}. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Settings

                <!-- Made from Setting.java by SettingsReference; a test keeps it so. -->

                A flag on the command line beats the environment, the environment beats the file `.env` in the working
                folder, that beats the default. A value that is not allowed stops the start with a sentence.
                `config show` prints what is in force and where each value came from.

                | setting | default | allowed | meaning |
                |---|---|---|---|
                """);
        for (Setting setting : Setting.values()) {
            page.append("| `").append(setting.name()).append("` | ");
            page.append(setting.defaultText().isEmpty() ? "(empty)" : "`" + setting.defaultText() + "`");
            page.append(" | ")
                    .append(setting.allowed())
                    .append(" | ")
                    .append(setting.meaning())
                    .append(" |\n");
        }
        return page.toString();
    }
}
