package dev.aftm.infrastructure.config;

/** A setting is wrong. The message names the setting, its value and what is allowed. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
