package dev.aftm.interactor.snapshot;

/** Holds the newest snapshot. The execution thread publishes it; any thread may read it. */
public final class SnapshotHolder {

    private volatile GatewaySnapshot newest;

    public SnapshotHolder(GatewaySnapshot first) {
        newest = first;
    }

    public GatewaySnapshot read() {
        return newest;
    }

    public void publish(GatewaySnapshot snapshot) {
        newest = snapshot;
    }
}
