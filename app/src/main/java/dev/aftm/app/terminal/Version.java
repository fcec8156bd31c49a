package dev.aftm.app.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program, as recorded by the build. */
public final class Version {

    private static final String TEXT = read();

    private Version() {}

    public static String text() {
        return TEXT;
    }

    private static String read() {
        try (InputStream file = Version.class.getResourceAsStream("/aftm-version.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
