package dev.aftm.infrastructure.planted;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Planted: SQL outside its rooms. */
public final class OpensADatabase {

    @Nullable Connection connection;
}
