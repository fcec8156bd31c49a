package dev.aftm.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What tests must not do. */
final class TestRules {

    private static final Set<String> TEST_ANNOTATIONS = Set.of(
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.api.RepeatedTest",
            "org.junit.jupiter.params.ParameterizedTest");

    private static final List<String> ASSERTING =
            List.of("org.assertj.", "org.awaitility.", "org.junit.jupiter.api.Assertions", "java.lang.AssertionError");

    private TestRules() {}

    /** A sentence for each test that can never fail by what it finds: nothing that it calls asserts anything. */
    static List<String> assertNothing(JavaClasses tests) {
        return tests.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(TestRules::isTest)
                .filter(method -> !asserts(method, tests))
                .map(method ->
                        "Test <" + method.getFullName() + "> asserts nothing; say with assertThat what it must find")
                .sorted()
                .toList();
    }

    private static boolean isTest(JavaMethod method) {
        return TEST_ANNOTATIONS.stream().anyMatch(method::isAnnotatedWith);
    }

    private static boolean asserts(JavaMethod test, JavaClasses tests) {
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(test));
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.remove();
            for (var call : unit.getCallsFromSelf()) {
                String owner = call.getTargetOwner().getName();
                if (ASSERTING.stream().anyMatch(owner::startsWith)) {
                    return true;
                }
                reached(call.getTarget(), tests).filter(seen::add).forEach(open::add);
            }
        }
        return false;
    }

    /** The called method, and those that override it in the tests. */
    private static Stream<JavaCodeUnit> reached(CodeUnitCallTarget target, JavaClasses tests) {
        Stream<JavaCodeUnit> itself = target.resolveMember().stream().map(JavaCodeUnit.class::cast);
        JavaClass owner = target.getOwner();
        Stream<JavaCodeUnit> overriding = tests.contain(owner.getName())
                ? tests.stream()
                        .filter(type -> type != owner && type.isAssignableTo(owner.getName()))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getName().equals(target.getName()))
                        .map(JavaCodeUnit.class::cast)
                : Stream.empty();
        return Stream.concat(itself, overriding)
                .filter(unit -> tests.contain(unit.getOwner().getName()));
    }

    /** Calls that put a test to sleep, and those of a mocking library. */
    static List<String> sleepOrMock(JavaClasses tests) {
        return tests.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> (access.getName().equals("sleep")
                                && (access.getTargetOwner().isEquivalentTo(Thread.class)
                                        || access.getTargetOwner().isEquivalentTo(TimeUnit.class)))
                        || access.getTargetOwner().getPackageName().startsWith("org.mockito"))
                .map(access -> access.getDescription())
                .sorted()
                .toList();
    }
}
