package dev.aftm.infrastructure.config;

/** A setting is wrong; the message names it, says what was given and what is allowed. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
