package dev.aftm.interactor.port;

final class FakeExchangeTest implements OrderEntryContract {

    private final FakeExchange exchange = new FakeExchange();

    @Override
    public Exchange exchange() {
        return exchange;
    }
}
