package dev.aftm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What code does, where a careless line costs money: waiting, sending, secrets, SQL, order, queues, lost exceptions. */
final class BehaviourRules {

    private static final String[] ON_THE_GATEWAY_LOOP = {
        "dev.aftm.interactor.intake..",
        "dev.aftm.interactor.queue..",
        "dev.aftm.infrastructure.zeromq.request.operation..",
        "dev.aftm.infrastructure.zeromq.codec.."
    };

    /** Each class that may hold a queue without a bound, because what fills it is bounded elsewhere. */
    private static final Set<String> BOUNDED_ELSEWHERE =
            Set.of("AlertCommand", "CallbackQueue", "DaemonScheduler", "SignalServer", "SocketLoop", "SseClients");

    private static final Set<String> WAITING_OWNERS = Set.of(
            "java.util.concurrent.CountDownLatch",
            "java.util.concurrent.CyclicBarrier",
            "java.util.concurrent.Semaphore",
            "java.util.concurrent.locks.LockSupport");

    private static final Set<String> FILES = Set.of(
            "java.nio.file.Files",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.nio.channels.FileChannel");

    private static final Set<String> UNBOUNDED = Set.of(
            "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.LinkedTransferQueue",
            "java.util.concurrent.PriorityBlockingQueue",
            "java.util.concurrent.DelayQueue");

    private static final Set<String> UNBOUNDED_POOLS =
            Set.of("newFixedThreadPool", "newSingleThreadExecutor", "newCachedThreadPool", "newWorkStealingPool");

    private static final Set<String> WITHOUT_ORDER =
            Set.of("java.util.HashMap", "java.util.HashSet", "java.util.IdentityHashMap", "java.util.WeakHashMap");

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passphrase|secret)(?!File|Source|Directory).*");

    private BehaviourRules() {}

    static void addTo(Map<String, ArchRule> rules) {
        rules.put("nothing blocks the gateway loop", nothingBlocksTheGatewayLoop());
        rules.put("use cases never wait", useCasesNeverWait());
        rules.put("an order is sent in one place", anOrderIsSentInOnePlace());
        rules.put("a secret is a Secret", aSecretIsASecret());
        rules.put("SQL is constant text", sqlIsConstantText());
        rules.put("the domain decides in a fixed order", theDomainDecidesInAFixedOrder());
        rules.put("every queue has a bound", everyQueueHasABound());
        rules.put("no exception is swallowed", noExceptionIsSwallowed());
        rules.put("data in use cases cannot be changed", dataInUseCasesCannotBeChanged());
    }

    private static ArchRule nothingBlocksTheGatewayLoop() {
        return classes()
                .that(Conditions.in(ON_THE_GATEWAY_LOOP).and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "block nothing",
                        type -> Conditions.calls(type, call -> waits(call) || readsAFile(call) || asksADatabase(call))))
                .as("Nothing that runs on the gateway loop waits, reads a file or asks a database itself")
                .because(
                        "the loop answers every client, so one slow call delays all orders; queue a task for the execution"
                                + " thread, and reply when it has finished");
    }

    private static ArchRule useCasesNeverWait() {
        return classes()
                .that(Conditions.in(Layer.INTERACTOR.packages()).and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "wait for nothing", type -> Conditions.calls(type, BehaviourRules::waits)))
                .as("Use cases never wait for a result")
                .because(
                        "the threads that run them also handle fills and cancels; check isDone() in step(), and take the"
                                + " result with getNow()");
    }

    private static boolean waits(JavaAccess<?> call) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getName();
        boolean isResult = owner.isAssignableTo("java.util.concurrent.Future")
                && Set.of("get", "join").contains(name);
        boolean isQueue = owner.isAssignableTo("java.util.concurrent.BlockingQueue")
                && (Set.of("take", "put").contains(name) || takesATime(call));
        boolean isThread =
                owner.isAssignableTo(Thread.class) && Set.of("join", "sleep").contains(name);
        boolean isProcess = owner.isAssignableTo(Process.class) && name.equals("waitFor");
        boolean isHttp = owner.getName().equals("java.net.http.HttpClient") && name.equals("send");
        return isResult || isQueue || isThread || isProcess || isHttp || WAITING_OWNERS.contains(owner.getName());
    }

    /** {@code offer} and {@code poll} wait where they are given a time. */
    private static boolean takesATime(JavaAccess<?> call) {
        return call.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream()
                        .anyMatch(type -> type.getName().equals("java.util.concurrent.TimeUnit"));
    }

    private static boolean readsAFile(JavaAccess<?> call) {
        return FILES.contains(call.getTargetOwner().getName());
    }

    private static boolean asksADatabase(JavaAccess<?> call) {
        return call.getTargetOwner().getPackageName().startsWith("java.sql")
                || call.getTargetOwner().getPackageName().startsWith("javax.sql");
    }

    private static ArchRule anOrderIsSentInOnePlace() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .resideOutsideOfPackages("dev.aftm.infrastructure.dll..", "dev.aftm.infrastructure.simulator..")
                .should(Conditions.nothingIsFound("send once, after its intent", BehaviourRules::sendsElsewhere))
                .as(
                        "An order is sent from one line of OrderSender, and cancelled or replaced from one line of CancelReplaceHandler")
                .because(
                        "a second call, such as a retry after an exception, sends an order that the journal does not know, and"
                                + " so twice; let OrderRecovery find out what became of the first");
    }

    private static Stream<String> sendsElsewhere(JavaClass type) {
        List<JavaAccess<?>> calls = List.copyOf(type.getAccessesFromSelf().stream()
                .filter(call -> call.getTargetOwner().isAssignableTo("dev.aftm.interactor.port.exchange.OrderEntry"))
                .filter(call -> Set.of("send", "cancel", "replace").contains(call.getName()))
                .toList());
        return calls.stream()
                .filter(call -> !isThePlaceOf(type, call) || isRepeated(calls, call))
                .map(JavaAccess::getDescription);
    }

    private static boolean isThePlaceOf(JavaClass type, JavaAccess<?> call) {
        return type.getSimpleName().equals(call.getName().equals("send") ? "OrderSender" : "CancelReplaceHandler");
    }

    private static boolean isRepeated(List<JavaAccess<?>> calls, JavaAccess<?> call) {
        return calls.stream()
                        .filter(other -> other.getName().equals(call.getName()))
                        .count()
                > 1;
    }

    private static ArchRule aSecretIsASecret() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .resideOutsideOfPackage("dev.aftm.infrastructure.credential..")
                .should(Conditions.nothingIsFound("keep secrets as Secret", BehaviourRules::bareSecrets))
                .as("What is a password or another secret has the type Secret, in fields, parameters and results")
                .because(
                        "a String or an array is printed by toString, logs and heap dumps before anybody notices; take a Secret,"
                                + " which prints as \"Secret[hidden]\" and can be wiped");
    }

    private static Stream<String> bareSecrets(JavaClass type) {
        Stream<String> fields = type.getFields().stream()
                .filter(field -> isBareSecret(field.getName(), field.getRawType()))
                .map(JavaField::getDescription);
        Stream<String> results = type.getMethods().stream()
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(method -> isBareSecret(method.getName(), method.getRawReturnType()))
                .map(JavaMethod::getDescription);
        Stream<String> said = type.isTopLevelClass()
                ? Sources.saying(
                        type,
                        "(?i).*(String|char\\[]|byte\\[]) \\w*(password|passphrase|secret)(?!file|source)\\w*[,)=; ].*")
                : Stream.empty();
        return Stream.of(fields, results, said).flatMap(found -> found);
    }

    private static boolean isBareSecret(String name, JavaClass type) {
        boolean isText = type.isEquivalentTo(String.class)
                || type.isEquivalentTo(char[].class)
                || type.isEquivalentTo(byte[].class)
                || type.isEquivalentTo(CharSequence.class);
        return isText && SECRET.matcher(name).matches();
    }

    private static ArchRule sqlIsConstantText() {
        return classes()
                .that(Conditions.in(Layer.INFRASTRUCTURE.packages()).and(Conditions.written()))
                .and()
                .areTopLevelClasses()
                .should(Conditions.nothingIsFound(
                        "keep SQL constant", type -> SourceTree.of(type).assembledSql()))
                .as("SQL is constant text")
                .because(
                        "a value inside it can change what it means, and is a way in for whoever sends the value; use a"
                                + " parameter (?) of a prepared statement");
    }

    private static ArchRule theDomainDecidesInAFixedOrder() {
        return classes()
                .that(Conditions.in(Layer.DOMAIN.packages()).and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "use no collection without an order",
                        type -> Conditions.calls(type, BehaviourRules::makesCollectionWithoutOrder)))
                .as("The domain uses no HashMap and no HashSet")
                .because("their order differs from run to run, and a decision that follows it cannot be repeated; use"
                        + " LinkedHashMap, TreeMap, EnumMap, or a list");
    }

    private static boolean makesCollectionWithoutOrder(JavaAccess<?> call) {
        boolean isMade = call.getName().equals("<init>")
                && WITHOUT_ORDER.contains(call.getTargetOwner().getName());
        boolean isCollected = call.getTargetOwner().getName().equals("java.util.stream.Collectors")
                && (call.getName().equals("toSet")
                        || (Set.of("toMap", "groupingBy").contains(call.getName()) && !takesASupplier(call)));
        return isMade || isCollected;
    }

    private static boolean takesASupplier(JavaAccess<?> call) {
        return call.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream()
                        .anyMatch(type -> type.getName().equals("java.util.function.Supplier"));
    }

    private static ArchRule everyQueueHasABound() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .should(Conditions.nothingIsFound(
                        "bound their queues",
                        type -> BOUNDED_ELSEWHERE.contains(outermost(type))
                                ? Stream.empty()
                                : Conditions.calls(type, BehaviourRules::makesUnboundedQueue)))
                .as(
                        "Every queue between threads has a bound (but for those of AlertCommand, CallbackQueue, DaemonScheduler,"
                                + " SignalServer, SocketLoop and SseClients, which are bounded by what fills them)")
                .because(
                        "one that grows while its reader is slow ends in OutOfMemoryError; use ArrayBlockingQueue, or a"
                                + " ThreadPoolExecutor with one, and say what happens when it is full");
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(BehaviourRules::outermost).orElse(type.getSimpleName());
    }

    private static boolean makesUnboundedQueue(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        boolean isMade = call.getName().equals("<init>");
        boolean isLinked = Set.of(
                        "java.util.concurrent.LinkedBlockingQueue", "java.util.concurrent.LinkedBlockingDeque")
                .contains(owner);
        return (isMade && UNBOUNDED.contains(owner))
                || (isMade && isLinked && !takesACapacity(call))
                || (owner.equals("java.util.concurrent.Executors") && UNBOUNDED_POOLS.contains(call.getName()));
    }

    private static boolean takesACapacity(JavaAccess<?> call) {
        return call.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(int.class));
    }

    private static ArchRule noExceptionIsSwallowed() {
        return classes()
                .that(Conditions.in("dev.aftm..").and(Conditions.written()))
                .and()
                .areTopLevelClasses()
                .should(Conditions.nothingIsFound(
                        "swallow no exception", type -> SourceTree.of(type).swallowedExceptions()))
                .as("No exception is swallowed")
                .because(
                        "what failed is then found out much later, by its consequences; log it, wrap it, turn it into a result,"
                                + " or say in a comment inside the catch why nothing has to be done");
    }

    private static ArchRule dataInUseCasesCannotBeChanged() {
        return classes()
                .that(Conditions.in(Layer.DOMAIN.packages(), Layer.INTERACTOR.packages())
                        .and(Conditions.written()))
                .should(Conditions.nothingIsFound("hold no changeable data", BehaviourRules::changeableData))
                .as("Classes in domain and interactor that only hold data are records, and nothing there has setters")
                .because(
                        "data that anybody can change has no owner, and threads see it half changed; make it a record, and"
                                + " make a new one for a new state");
    }

    private static Stream<String> changeableData(JavaClass type) {
        Stream<String> setters = type.getMethods().stream()
                .filter(method -> method.getName().matches("set[A-Z].*"))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(method -> method.getDescription() + " is a setter");
        return Stream.concat(
                setters,
                isCarrier(type)
                        ? Stream.of("Class <" + type.getName() + "> only holds changeable data")
                        : Stream.empty());
    }

    /** A class that can be changed, and whose methods do nothing but read and write its fields. */
    private static boolean isCarrier(JavaClass type) {
        boolean canBeChanged = type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                // A volatile reference hands an immutable value to other threads.
                .filter(field -> !field.getModifiers().contains(JavaModifier.VOLATILE))
                .anyMatch(field -> isOpen(field) || isWrittenByAccessor(type, field));
        return canBeChanged
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getMethods().isEmpty()
                && type.getMethods().stream().allMatch(BehaviourRules::isAccessor);
    }

    private static boolean isOpen(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.FINAL)
                && !field.getModifiers().contains(JavaModifier.PRIVATE);
    }

    private static boolean isWrittenByAccessor(JavaClass type, JavaField field) {
        return type.getMethods().stream()
                .filter(BehaviourRules::isAccessor)
                .flatMap(method -> method.getFieldAccesses().stream())
                .anyMatch(access -> access.getAccessType() == AccessType.SET
                        && access.getTarget().getName().equals(field.getName()));
    }

    private static boolean isAccessor(JavaMethod method) {
        return method.getCallsFromSelf().isEmpty()
                && method.getFieldAccesses().size() == 1
                && method.getRawParameterTypes().size() <= 1;
    }
}
