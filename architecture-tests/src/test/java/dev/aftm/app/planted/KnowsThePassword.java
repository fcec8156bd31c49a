package dev.aftm.app.planted;

import com.sun.jna.Memory;
import dev.aftm.infrastructure.credential.PasswordSource;
import org.jspecify.annotations.Nullable;

/** Stands in the middle of a detour. */
public final class KnowsThePassword {

    private @Nullable PasswordSource password;
    private @Nullable Memory memory;

    public boolean knows() {
        return password != null && memory != null;
    }
}
