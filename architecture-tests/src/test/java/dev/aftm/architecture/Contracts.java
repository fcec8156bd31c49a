package dev.aftm.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What several classes can be, they promise alike: the promise is a test that each of them runs, fakes included. */
final class Contracts {

    /**
     * The first two are told something and answer nothing, so there is nothing that two of them could do differently; what the
     * third promises is in the contract of the exchange that has it.
     */
    private static final Set<String> WITHOUT = Set.of("GatewayMetrics", "ProcessReports", "SimulatedMarket");

    private Contracts() {}

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
            if (kinds.size() > 1) {
                missing.addAll(missing(port, kinds, tests));
            }
        }
        return missing;
    }

    private static List<String> missing(JavaClass port, List<JavaClass> kinds, JavaClasses tests) {
        if (!tests.contain(port.getName() + "Contract")) {
            return List.of("Port <" + port.getName() + "> has " + kinds.size()
                    + " implementations and no contract; write " + port.getSimpleName()
                    + "Contract, an interface of tests, and let the test of each implement it");
        }
        // A fake may be part of a port only, such as what takes orders of an exchange.
        List<String> contracts = Stream.concat(Stream.of(port), port.getAllRawInterfaces().stream())
                .map(type -> type.getName() + "Contract")
                .filter(tests::contain)
                .toList();
        return kinds.stream()
                .filter(kind -> {
                    boolean isFake = kind.getSimpleName().startsWith("Fake");
                    return (isFake ? contracts : contracts.subList(0, 1))
                            .stream().noneMatch(contract -> isRun(contract, kind, tests));
                })
                .map(kind -> "Class <" + kind.getName() + "> does not run its port's contract; let its test implement "
                        + port.getSimpleName() + "Contract")
                .toList();
    }

    private static boolean isRun(String contract, JavaClass kind, JavaClasses tests) {
        return tests.stream()
                .anyMatch(test -> !test.isInterface()
                        && test.isAssignableTo(contract)
                        && test.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use -> use.getTargetClass().getName().equals(kind.getName())));
    }

    /** One that no other port contains. */
    private static boolean isPort(JavaClass type, JavaClasses product) {
        return type.isInterface()
                && type.isTopLevelClass()
                && type.getPackageName().startsWith("dev.aftm.interactor.port")
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
