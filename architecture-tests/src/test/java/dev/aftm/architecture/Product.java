package dev.aftm.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;

/** The classes of the product: all that its modules compile, whatever their packages; no tests, and nothing that is planted here. */
final class Product {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(Arrays.stream(Layer.values())
                    .map(layer -> Path.of("..", layer.module(), "target", "classes"))
                    .toList());

    private Product() {}
}
