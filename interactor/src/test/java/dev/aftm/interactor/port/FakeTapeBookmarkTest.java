package dev.aftm.interactor.port;

final class FakeTapeBookmarkTest implements TapeBookmarkContract {

    private final FakeTapeBookmark bookmark = new FakeTapeBookmark();

    @Override
    public TapeBookmark bookmark() {
        return bookmark;
    }
}
