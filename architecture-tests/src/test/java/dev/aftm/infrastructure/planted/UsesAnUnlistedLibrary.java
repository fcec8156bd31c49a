package dev.aftm.infrastructure.planted;

import java.net.URI;

/** Planted: uses a package that nobody has listed. */
public final class UsesAnUnlistedLibrary {

    public URI address = URI.create("http://localhost");
}
