package app.atelier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls of the house (DESIGN §4): who may enter whom, and where a technology stays. */
class BoundariesTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("app.atelier");

    @Test
    void servicesAreEnteredThroughTheirRootsOnly() {
        ApplicationModules.of(Atelier.class).verify();
    }

    @Test
    void thePlatformKnowsNoService() {
        noClasses().that().resideInAPackage("app.atelier.platform..")
                .should().dependOnClassesThat(new com.tngtech.archunit.base.DescribedPredicate<>("belong to a service") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
                        return type.getPackageName().startsWith("app.atelier")
                                && !type.getPackageName().startsWith("app.atelier.platform");
                    }
                }).check(OURS);
    }

    @Test
    void aServiceTouchesOnlyItsOwnSchema() {
        for (var service : Services.ALL) {
            noClasses().that().resideInAPackage("app.atelier." + service.name() + "..")
                    .should().dependOnClassesThat(new com.tngtech.archunit.base.DescribedPredicate<>("are tables of another schema") {
                        @Override
                        public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
                            var name = type.getPackageName();
                            return name.startsWith("app.schema.") && !name.startsWith("app.schema." + service.name())
                                    && !name.startsWith("app.schema.journal");
                        }
                    }).allowEmptyShould(true).check(OURS);
        }
    }

    @Test
    void vendorsStayInTheirAdapters() {
        noClasses().that().resideOutsideOfPackage("app.atelier.platform.blob..").and().doNotHaveSimpleName("AwsKmsKeyProvider")
                .should().dependOnClassesThat().resideInAPackage("software.amazon..").check(OURS);
    }

    /** What goes out to addresses that others chose goes through the guarded client. */
    @Test
    void addressesOfOthersAreAskedThroughOneDoor() {
        noClasses().that().resideOutsideOfPackage("app.atelier.platform.outgoing..")
                .should().dependOnClassesThat().resideInAPackage("org.apache.hc..").check(OURS);
    }

    @Test
    void httpStopsAtApis() {
        noClasses().that().haveSimpleNameNotEndingWith("Api").and().resideOutsideOfPackages(
                        "app.atelier.platform..", "app.atelier.gateway..", "app.atelier.cli..")
                .should().dependOnClassesThat().resideInAnyPackage("org.springframework.web.bind..", "org.springframework.http..")
                .check(OURS);
    }

    @Test
    void businessRulesKnowNoFramework() {
        classes().that().areRecords().and().resideInAnyPackage("app.atelier.projects..", "app.atelier.orders..", "app.atelier.catalog..")
                .and().haveSimpleNameNotEndingWith("Api").and().haveNameNotMatching(".*Api\\$.*")
                .should().onlyDependOnClassesThat().resideOutsideOfPackages("org.springframework..", "org.jooq..")
                .allowEmptyShould(true).check(OURS);
    }
}
