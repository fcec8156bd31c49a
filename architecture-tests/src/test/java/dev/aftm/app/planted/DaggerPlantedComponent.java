package dev.aftm.app.planted;

/** Looks like a generated object graph of a process, and reaches by a detour what it must not. */
public final class DaggerPlantedComponent {

    private final KnowsThePassword detour = new KnowsThePassword();

    public KnowsThePassword detour() {
        return detour;
    }
}
