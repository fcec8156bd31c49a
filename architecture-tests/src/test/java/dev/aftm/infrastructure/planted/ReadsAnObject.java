package dev.aftm.infrastructure.planted;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

/** Planted: code that comes with the data. */
public final class ReadsAnObject {

    Object read(InputStream in) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(in).readObject();
    }
}
