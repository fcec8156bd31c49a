package dev.aftm.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a port promises is a test that each of its implementations runs, fakes included. */
final class Contracts {

    /**
     * The first is told something and answers nothing, so there is nothing that two of them could do differently; what the
     * second promises is in the contract of the exchange that has it.
     */
    private static final Set<String> WITHOUT = Set.of("GatewayMetrics", "SimulatedMarket");

    static final String STORED_FILES = "dev.aftm.interactor.port.store.StoredFilesContract";

    private Contracts() {}

    /** Whether an implementation of a port writes files itself, or through the helpers for files and SQLite. */
    private static boolean storesInFiles(JavaClass kind) {
        return kind.getAccessesFromSelf().stream()
                .anyMatch(access -> access.getTargetOwner().getPackageName().equals("dev.aftm.infrastructure.sqlite")
                        || access.getTargetOwner().getSimpleName().equals("PrivateFiles")
                        || (access.getTargetOwner().getName().equals("java.nio.file.Files")
                                && access.getName()
                                        .matches("write.*|create.*|newOutputStream|newBufferedWriter|move|copy")));
    }

    /** A sentence for each port whose contract is missing, and for each class that does not run its port's. */
    static List<String> missing(JavaClasses product, JavaClasses tests) {
        List<String> missing = new ArrayList<>();
        for (JavaClass port : product) {
            if (!isPort(port, product) || WITHOUT.contains(port.getSimpleName())) {
                continue;
            }
            List<JavaClass> kinds = new ArrayList<>();
            product.stream().filter(type -> isKindOf(type, port)).forEach(kinds::add);
            tests.stream()
                    .filter(type -> isKindOf(type, port) && type.getSimpleName().startsWith("Fake"))
                    .forEach(kinds::add);
            if (!kinds.isEmpty()) {
                missing.addAll(missing(port, kinds, tests));
            }
            kinds.stream()
                    .filter(Contracts::storesInFiles)
                    .filter(kind -> !isRun(STORED_FILES, kind, tests))
                    .map(kind -> "Class <" + kind.getName() + "> stores in files; let its test implement"
                            + " StoredFilesContract as well")
                    .forEach(missing::add);
        }
        return missing;
    }

    private static List<String> missing(JavaClass port, List<JavaClass> kinds, JavaClasses tests) {
        if (!tests.contain(contractOf(port))) {
            return List.of("Port <" + port.getName() + "> has no contract; write "
                    + contractOf(port).substring(port.getPackageName().length() + 1)
                    + ", an interface of tests, and let the test of each implementation implement it: "
                    + kinds.stream().map(JavaClass::getSimpleName).sorted().collect(Collectors.joining(", ")));
        }
        // A fake may be part of a port only, such as what takes orders of an exchange.
        List<String> contracts = Stream.concat(Stream.of(port), port.getAllRawInterfaces().stream())
                .map(Contracts::contractOf)
                .filter(tests::contain)
                .toList();
        return kinds.stream()
                .filter(kind -> {
                    boolean isFake = kind.getSimpleName().startsWith("Fake");
                    return (isFake ? contracts : contracts.subList(0, 1))
                            .stream().noneMatch(contract -> isRun(contract, kind, tests));
                })
                .map(kind -> "Class <" + kind.getName() + "> does not run its port's contract; let its test implement "
                        + contractOf(port).substring(port.getPackageName().length() + 1))
                .toList();
    }

    private static String contractOf(JavaClass port) {
        return port.getName().replaceAll("Interface$", "") + "Contract";
    }

    private static boolean isRun(String contract, JavaClass kind, JavaClasses tests) {
        return tests.stream()
                .anyMatch(test -> !test.isInterface()
                        && test.isAssignableTo(contract)
                        && test.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use -> use.getTargetClass().getName().equals(kind.getName())));
    }

    /** One that no other port contains; a sealed interface is a value of several forms. */
    private static boolean isPort(JavaClass type, JavaClasses product) {
        return type.isInterface()
                && type.isTopLevelClass()
                && !type.reflect().isSealed()
                && Conditions.isIn(type, List.of("dev.aftm.interactor.port", "dev.aftm.interactor.gateway"))
                && product.stream()
                        .noneMatch(
                                other -> other.isInterface() && other != type && other.isAssignableTo(type.getName()));
    }

    private static boolean isKindOf(JavaClass type, JavaClass port) {
        return type.isTopLevelClass()
                && !type.isInterface()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.isAssignableTo(port.getName());
    }
}
