package dev.aftm.interactor.port.killswitch;

final class FakeKillSwitchStoreTest implements KillSwitchStoreContract {

    private final FakeKillSwitchStore store = new FakeKillSwitchStore();

    @Override
    public KillSwitchStore store() {
        return store;
    }
}
