package dev.aftm.infrastructure.credential;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Where the password for a login comes from. Each {@link #get} returns bytes that the caller wipes; nothing is kept here but
 * what was typed, until the first login has used it.
 */
public final class PasswordSource implements Supplier<byte[]> {

    private static final String USED =
            "The password that was typed at the start has been used and forgotten; start the gateway again at a terminal, or"
                    + " set EXCHANGE_PASSWORD_FILE.";

    private Supplier<byte[]> source;

    private PasswordSource(Supplier<byte[]> source) {
        this.source = source;
    }

    /** For a library that wants none. */
    public static PasswordSource none() {
        return new PasswordSource(() -> new byte[0]);
    }

    /**
     * From a file, read anew at each login.
     *
     * @throws CredentialException it is not there, is open to others, or holds no password
     */
    public static PasswordSource file(Path file) {
        Arrays.fill(PasswordFile.read(file), (byte) 0);
        return new PasswordSource(() -> PasswordFile.read(file));
    }

    /** As it was typed, for one login; the array becomes this object's, which wipes it. */
    public static PasswordSource typed(byte[] password) {
        PasswordSource typed = new PasswordSource(() -> password);
        Supplier<byte[]> once = typed.source;
        typed.source = () -> {
            typed.source = missing(USED).source;
            return once.get();
        };
        return typed;
    }

    /** There is none; every login is refused with this sentence, and the exchange never hears of it. */
    public static PasswordSource missing(String why) {
        return new PasswordSource(() -> {
            throw new CredentialException(why);
        });
    }

    /** @throws CredentialException there is no password; the message says what to do */
    @Override
    public synchronized byte[] get() {
        return source.get();
    }
}
