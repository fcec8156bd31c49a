package dev.aftm.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of the product: all modules, without tests and without what is planted here. */
final class Product {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("architecture-tests"))
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.aftm");

    private Product() {}
}
