package dev.aftm.infrastructure.credential;

import dev.aftm.infrastructure.secret.Secret;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Provides the password for a login. The caller must wipe the bytes that {@link #get} returns. Only a typed password is held
 * in memory, until the first login uses it.
 */
public final class PasswordSource implements Supplier<Secret> {

    private static final String USED =
            "The typed password was used for the first login and was not stored; restart the gateway at a terminal, or"
                    + " set EXCHANGE_PASSWORD_FILE.";

    private Supplier<Secret> source;

    private PasswordSource(Supplier<Secret> source) {
        this.source = source;
    }

    /** An empty password, for a library that needs none. */
    public static PasswordSource none() {
        return new PasswordSource(() -> Secret.of(new byte[0]));
    }

    /**
     * A password from a file, which is read again at each login.
     *
     * @throws CredentialException the file is missing, readable by others, or contains no password
     */
    public static PasswordSource file(Path file) {
        PasswordFile.read(file).close();
        return new PasswordSource(() -> PasswordFile.read(file));
    }

    /** A password that a person typed, for one login only. It is handed over; do not use it afterwards. */
    public static PasswordSource typed(Secret password) {
        PasswordSource typed = new PasswordSource(() -> password);
        Supplier<Secret> once = typed.source;
        typed.source = () -> {
            typed.source = missing(USED).source;
            return once.get();
        };
        return typed;
    }

    /** No password: every login fails with this sentence, before anything is sent to the exchange. */
    public static PasswordSource missing(String why) {
        return new PasswordSource(() -> {
            throw new CredentialException(why);
        });
    }

    /**
     * Returns the password.
     *
     * @throws CredentialException there is no password; the message says what to do
     */
    @Override
    public synchronized Secret get() {
        return source.get();
    }
}
