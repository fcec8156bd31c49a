package dev.aftm.interactor.snapshot;

/** Where the owner of the exchange hangs out its newest snapshot for every other thread to read. */
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
