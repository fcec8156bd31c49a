package dev.aftm.interactor.port.killswitch;

import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An in-memory store that can be set to fail. */
public final class FakeKillSwitchStore implements KillSwitchStore {

    private volatile @Nullable Engagement kept;
    private volatile boolean fails;

    /** Makes all later writes fail. */
    public void fail() {
        fails = true;
    }

    /** Makes all later writes succeed. */
    public void work() {
        fails = false;
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
