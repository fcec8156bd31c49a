package dev.aftm.app.planted;

import javax.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Planted: an object that is made by half. */
public final class InjectsAField {

    @Inject
    @Nullable String account;
}
