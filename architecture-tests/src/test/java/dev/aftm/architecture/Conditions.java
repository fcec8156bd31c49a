package dev.aftm.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How the rules look at classes. */
final class Conditions {

    private Conditions() {}

    /** A condition that is broken as often as something is found in a class; what is found is said in a sentence. */
    static ArchCondition<JavaClass> nothingIsFound(String description, Function<JavaClass, Stream<String>> find) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Consumer<String> report = found -> events.add(SimpleConditionEvent.violated(
                        type, found.contains(".java:") ? found : found + " in " + type.getSourceCodeLocation()));
                find.apply(type).sorted().forEach(report);
            }
        };
    }

    /** Not what the compiler has made. */
    static DescribedPredicate<JavaClass> written() {
        return DescribedPredicate.describe(
                "written by hand",
                type -> !type.isAnonymousClass()
                        && !type.getSimpleName().isEmpty()
                        && !type.getSimpleName().equals("package-info")
                        && !isGenerated(type));
    }

    /** What Dagger makes carries an annotation that says so, or lies in a class that does. */
    static boolean isGenerated(JavaClass type) {
        return type.isAnnotatedWith("dagger.internal.DaggerGenerated")
                || type.getEnclosingClass().map(Conditions::isGenerated).orElse(false);
    }

    /** What a class calls, reads or writes, as far as it is meant; each said in a sentence. */
    static Stream<String> calls(JavaClass type, Predicate<JavaAccess<?>> which) {
        return type.getAccessesFromSelf().stream().filter(which).map(JavaAccess::getDescription);
    }

    static DescribedPredicate<JavaClass> in(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }

    /** Whether a class lies in one of some packages, or in a package of theirs. */
    static boolean isIn(JavaClass type, List<String> packages) {
        String name = type.getBaseComponentType().getPackageName();
        return packages.stream().anyMatch(one -> name.equals(one) || name.startsWith(one + "."));
    }

    /** That none of the packages is used, through whatever classes. */
    static ArchCondition<JavaClass> notReach(String... packages) {
        return nothingIsFound(
                "not reach " + String.join(", ", packages),
                type -> type.getTransitiveDependenciesFromSelf().stream()
                        .filter(dependency -> isIn(dependency.getTargetClass(), Arrays.asList(packages)))
                        .map(Dependency::getDescription)
                        .map(described -> "<" + type.getName() + "> reaches it: " + described));
    }
}
