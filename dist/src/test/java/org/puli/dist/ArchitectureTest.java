package org.puli.dist;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.farm.request.Request;

/** The borders of the architecture, as a test. There are no exceptions, frozen or otherwise. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.puli");

    private static final DescribedPredicate<JavaClass> MAIN = simpleNameEndingWith("Main");

    /** The entities: what the loop owns and nobody else may even name. */
    private static final DescribedPredicate<JavaClass> ENTITIES = describe(
            "entities",
            type -> type.getPackageName().equals("org.puli.farm")
                    && Pattern.matches(
                            "Farm|Job|Group|Task|Node|Command|Worker|WorkerContact|Pool|License"
                                    + "|Touched|Stirred|Numbers",
                            type.getSimpleName()));

    private static final DescribedPredicate<JavaClass> LOOP_AND_CORE = describe(
            "the loop and the core itself",
            type -> type.getSimpleName().equals("DispatcherLoop")
                    || type.getPackageName().equals("org.puli.farm"));

    @Test
    void modulesDependInOneDirectionOnly() {
        onlyKnows("api");
        onlyKnows("farm", "api");
        onlyKnows("dispatcher", "farm", "api");
        onlyKnows("worker", "api");
        onlyKnows("cli", "api");
    }

    private static void onlyKnows(String module, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = "org.puli." + module + "..";
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = "org.puli." + others[i] + "..";
        }
        classes()
                .that()
                .resideInAPackage("org.puli." + module + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("org.puli..")).or(resideInAnyPackage(allowed)))
                .check(ALL);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.puli.(api|worker|cli|dispatcher).(*)..")
                .should()
                .beFreeOfCycles()
                .check(ALL);
    }

    @Test
    void insideTheDispatcherTheRoomsDoNotKnowEachOther() {
        knowsOnly("loop");
        knowsOnly("lead", "loop");
        knowsOnly("store", "loop", "lead");
        knowsOnly("live", "loop");
        knowsOnly("stats");
        knowsOnly("http", "loop", "live", "stats", "lead");
    }

    private static void knowsOnly(String room, String... others) {
        var rooms = new ArrayList<>(List.of("loop", "lead", "store", "live", "stats", "http"));
        rooms.remove(room);
        rooms.removeAll(List.of(others));
        String[] barred = rooms.stream()
                .map(other -> "org.puli.dispatcher." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.puli.dispatcher." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(barred)
                .check(ALL);
    }

    @Test
    void theCoreUsesLangUtilAndTimeOnly() {
        classes()
                .that()
                .resideInAPackage("org.puli.farm..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java.lang",
                                "java.lang.runtime",
                                "java.lang.invoke",
                                "java.util",
                                "java.util.function",
                                "java.util.stream",
                                "java.time",
                                "org.jspecify..",
                                "org.puli.farm..",
                                "org.puli.api",
                                "org.puli.api.spec",
                                "org.puli.api.view",
                                "org.puli.api.sync")
                        .or(describe("arrays of primitives", JavaClass::isArray))
                        .or(describe("primitives", JavaClass::isPrimitive)))
                .check(ALL);
    }

    @Test
    void theCoreHasNoClockNoChanceAndNoUnorderedSets() {
        noClasses()
                .that()
                .resideInAPackage("org.puli.farm..")
                .should()
                .callMethodWhere(describe("a clock, chance or an order that differs between runs", call -> {
                    String method = call.getTargetOwner().getName() + "." + call.getName();
                    return Pattern.matches(
                                    "java\\.lang\\.System\\.(nanoTime|currentTimeMillis|identityHashCode)"
                                            + "|java\\.time\\.(Instant|Clock|LocalDateTime|ZonedDateTime)\\.now"
                                            + "|java\\.lang\\.Thread\\..*|java\\.util\\.UUID\\.randomUUID"
                                            + "|java\\.util\\.Set\\.(of|copyOf)|java\\.util\\.Map\\.(ofEntries|copyOf)"
                                            + "|java\\.util\\.Collection\\.parallelStream"
                                            + "|java\\.util\\.stream\\.Collectors\\.to(Unmodifiable)?(Set|Map)",
                                    method)
                            || (method.equals("java.util.Map.of")
                                    && !call.getTarget().getRawParameterTypes().isEmpty());
                }))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .check(ALL);
    }

    @Test
    void theFarmChangesThroughItsOneDoorAndOnlyTheLoopHoldsTheKey() {
        noClasses()
                .that(not(LOOP_AND_CORE).and(not(resideInAPackage("org.puli.simulation.."))))
                .should()
                .callMethod(Farm.class, "apply", Change.class)
                .check(ALL);
    }

    @Test
    void entitiesStayInTheLoop() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.puli.dispatcher.http..",
                        "org.puli.dispatcher.live..",
                        "org.puli.dispatcher.store..",
                        "org.puli.api..",
                        "org.puli.worker..",
                        "org.puli.cli..")
                .should()
                .dependOnClassesThat(ENTITIES)
                .check(ALL);
    }

    @Test
    void sharedWordsAreValues() {
        classes()
                .that()
                .resideInAnyPackage("org.puli.api", "org.puli.api.spec", "org.puli.api.view", "org.puli.api.sync")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .beRecords()
                .orShould()
                .beEnums()
                .orShould()
                .beInterfaces()
                .orShould(ArchConditions.beAssignableTo(Enum.class))
                .orShould(ArchConditions.be(
                        describe("made by the compiler", type -> type.getName().matches(".*\\$\\d+"))))
                .check(ALL);
        classes()
                .that(assignableTo(Change.class).or(assignableTo(Request.class)))
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .check(ALL);
        classes().that(simpleNameEndingWith("Row")).should().beRecords().check(ALL);
    }

    @Test
    void eachKindOfWorkHasItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.puli.dispatcher.store..", "org.puli.dispatcher.stats..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages("org.puli.api.client..", "org.puli.worker.link..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.puli.worker.run..",
                        "org.puli.cli.demo..",
                        "org.puli.simulation.program..",
                        "org.puli.api.tls..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(ALL);
    }

    @Test
    void onlyProgramsExitAndOnlyFactoriesMakeThreads() {
        noClasses()
                .that(not(MAIN))
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(ALL);
        noClasses()
                .that(not(simpleNameEndingWith("Threads")))
                .should()
                .callConstructorWhere(describe(
                        "a thread is made", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
                .orShould()
                .callMethodWhere(describe(
                        "a thread is made",
                        call -> call.getTargetOwner().getName().equals("java.util.concurrent.Executors")
                                || (call.getTargetOwner().isEquivalentTo(Thread.class)
                                        && call.getName().matches("ofVirtual|ofPlatform|startVirtualThread"))))
                .check(ALL);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Service|Helper|Util|Utils|Impl|Info|Data)(\\$.*)?")
                .orShould()
                .haveNameMatching(".*\\.Abstract[A-Z].*")
                .check(ALL);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.puli..")
                .and()
                .areDeclaredInClassesThat(describe(
                        "do not take their names from the JDK or Jetty",
                        type -> !type.isAssignableTo(X509TrustManager.class)
                                && !type.isAssignableTo("org.eclipse.jetty.util.Callback")))
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .check(ALL);
    }
}
