package dev.aftm.interactor.port.store;

/** The fake meets the contract of a store of heads. */
final class FakeLogHeadStoreTest implements LogHeadStoreContract {

    private final FakeLogHeadStore heads = new FakeLogHeadStore();

    @Override
    public LogHeadStore heads() {
        return heads;
    }

    @Override
    public void restartMachine() {
        heads.losePower();
    }
}
