package dev.aftm.interactor.port.killswitch;

import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store in memory, which can be told to fail. */
public final class FakeKillSwitchStore implements KillSwitchStore {

    private volatile @Nullable Engagement kept;
    private volatile boolean fails;

    /** From now on nothing can be kept. */
    public void fail() {
        fails = true;
    }

    @Override
    public Optional<Engagement> read() {
        return Optional.ofNullable(kept);
    }

    @Override
    public void write(Engagement engagement) {
        requireSound();
        kept = engagement;
    }

    @Override
    public void clear() {
        requireSound();
        kept = null;
    }

    private void requireSound() {
        if (fails) {
            throw new IllegalStateException("The disk is full.");
        }
    }
}
