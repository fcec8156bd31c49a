package dev.aftm.infrastructure.planted;

import java.awt.Point;

/** Planted: uses a package that nobody has listed. */
public final class UsesAnUnlistedLibrary {

    public Point address = new Point();
}
