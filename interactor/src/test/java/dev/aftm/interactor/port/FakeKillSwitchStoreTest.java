package dev.aftm.interactor.port;

final class FakeKillSwitchStoreTest implements KillSwitchStoreContract {

    private final FakeKillSwitchStore store = new FakeKillSwitchStore();

    @Override
    public KillSwitchStore store() {
        return store;
    }
}
