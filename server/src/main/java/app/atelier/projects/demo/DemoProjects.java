package app.atelier.projects.demo;

import static app.atelier.platform.demo.DemoHouse.AMARA;
import static app.atelier.platform.demo.DemoHouse.GRETA;
import static app.atelier.platform.demo.DemoHouse.JONAS;
import static app.atelier.platform.demo.DemoHouse.MARA;
import static app.atelier.platform.demo.DemoHouse.TOMAS;

import java.util.List;

import app.atelier.projects.demo.DemoProject.Stage;
import app.atelier.projects.demo.DemoProject.Work;
import app.atelier.projects.project.Color;
import app.atelier.projects.tasks.Priority;

/** What the people of the demonstration work on. */
final class DemoProjects {

    static final List<DemoProject> ALL = List.of(harbour(), guide(), move());

    private DemoProjects() {
    }

    private static DemoProject harbour() {
        return new DemoProject("harbour", "HBR", "Harbour website", """
                A new site for the harbour of **Kappeln**: berths, tides, events. The old one goes dark on launch day.""",
                Color.BLUE, -70, 21, false, List.of(MARA, JONAS, AMARA, GRETA),
                List.of("Design", "Frontend", "Content", "Bug"), List.of(
                new Stage("Concept agreed", "Site map, voice and look are signed off by the harbour master.", -70, -42, true, List.of(
                        Work.of("Interview five berth holders", AMARA, "Content", 10, -70, -68, -61, -60)
                                .text("What do they look for first, and on which device?\n\n> \"I only want to know if I can get in before low tide.\""),
                        Work.of("Site map", MARA, "Design", 6, -69, -63, -58, -56),
                        Work.of("Wireframes for phone and desktop", JONAS, "Design", 16, -66, -60, -50, -49)
                                .items(4, "Home", "Berths", "Tides", "Events"),
                        Work.of("Collect photographs and rights", TOMAS, "Content", 8, -64, -57, -47, -45),
                        Work.of("Choose typefaces and colours", JONAS, "Design", 6, -60, -52, -46, -45),
                        Work.of("Sign-off with the harbour master", MARA, "Design", 2, -50, -44, -43, -42).priority(Priority.HIGH))),
                new Stage("Pages built", "Everything a visitor sees, with real content.", -42, 2, false, List.of(
                        Work.of("Page templates", JONAS, "Frontend", 24, -44, -41, -33, -32),
                        Work.of("Berth finder with map", JONAS, "Frontend", 30, -42, -34, -20, -21).priority(Priority.HIGH)
                                .text("Filter by length, draught and power. The map must work with the keyboard."),
                        Work.of("Tide table from the federal service", TOMAS, "Frontend", 16, -40, -31, -24, -22),
                        Work.of("Texts for berths and fees", AMARA, "Content", 14, -38, -30, -17, -18),
                        Work.of("Tides are an hour off in summer", TOMAS, "Bug", 4, -21, -20, -19, null).priority(Priority.URGENT),
                        Work.of("Event calendar", JONAS, "Frontend", 18, -30, -16, -6, -5),
                        Work.of("German and Danish versions", AMARA, "Content", 20, -26, -10, null, 3)
                                .items(3, "Home", "Berths", "Tides", "Events", "Imprint"),
                        Work.of("Contact form that reaches the office", TOMAS, "Frontend", 6, -18, -4, null, 1),
                        Work.of("Pictures load slowly on the pier", JONAS, "Bug", 5, -7, -2, null, 2).priority(Priority.HIGH)
                                .text("Measured with the harbour's own Wi-Fi: 9 s until the first picture. Serve AVIF, lazy-load below the fold."),
                        Work.of("Opening hours of the office", AMARA, "Content", 1, -9, null, null, 4))),
                new Stage("Launch", "Old addresses lead to new pages, and somebody watches.", 2, 21, false, List.of(
                        Work.of("Accessibility check with two users", AMARA, "Design", 8, -14, null, null, 8).priority(Priority.MEDIUM),
                        Work.of("Redirects for the 200 most read pages", TOMAS, "Frontend", 6, -14, null, null, 10),
                        Work.of("Train the office to edit events", MARA, "Content", 4, -12, null, null, 14),
                        Work.of("Launch day plan", MARA, "Content", 3, -10, null, null, 17)
                                .items(0, "Freeze content", "Switch DNS", "Watch errors for two hours", "Tell the newspaper"),
                        Work.of("Weekly numbers after launch", null, "Content", 3, -5, null, null, 21)))));
    }

    private static DemoProject guide() {
        return new DemoProject("guide", "AUD", "Museum audio guide", """
                Forty stops through the maritime museum, for ears and for eyes, in three languages.""",
                Color.TEAL, -24, 60, false, List.of(AMARA, TOMAS), List.of("Script", "Sound", "App"), List.of(
                new Stage("Ten stops to try", "Enough to walk one floor with visitors.", -24, 10, false, List.of(
                        Work.of("Walk the museum and choose the stops", AMARA, "Script", 6, -24, -23, -21, -20),
                        Work.of("Write stops 1 to 5", AMARA, "Script", 12, -22, -19, -11, -10),
                        Work.of("Write stops 6 to 10", AMARA, "Script", 12, -22, -10, null, 2).priority(Priority.MEDIUM),
                        Work.of("Cast two voices", MARA, "Sound", 5, -20, -15, -8, -8),
                        Work.of("Record stops 1 to 5", TOMAS, "Sound", 8, -15, -5, null, 3),
                        Work.of("Player that works in aeroplane mode", JONAS, "App", 24, -18, -9, null, 7).priority(Priority.HIGH)
                                .text("The cellar has no reception. Everything is loaded at the entrance.")
                                .items(2, "Download at the entrance", "Resume after a call", "Lock-screen controls"),
                        Work.of("Signs with numbers", null, "App", 4, -6, null, null, 9))),
                new Stage("Forty stops", "The whole house, German, Danish, English.", 10, 60, false, List.of(
                        Work.of("Write stops 11 to 40", AMARA, "Script", 60, -3, null, null, 35),
                        Work.of("Translations", null, "Script", 40, -3, null, null, 50),
                        Work.of("Visitor test on a Sunday", MARA, "App", 6, -3, null, null, 24)))));
    }

    private static DemoProject move() {
        return new DemoProject("move", "MOVE", "Office move", "From the attic to the quay.", Color.AMBER, -100, -62, true,
                List.of(MARA), List.of("Rooms", "Network"), List.of(
                new Stage("Moved in", "Everybody works from the quay.", -100, -62, true, List.of(
                        Work.of("Sign the lease", MARA, "Rooms", 3, -100, -99, -95, -95),
                        Work.of("Order desks", TOMAS, "Rooms", 2, -98, -94, -93, -90),
                        Work.of("Fibre connection", TOMAS, "Network", 4, -97, -92, -75, -80).priority(Priority.HIGH),
                        Work.of("Paint the big room", JONAS, "Rooms", 12, -92, -84, -80, -78),
                        Work.of("Pack the library", AMARA, "Rooms", 6, -85, -72, -70, -69),
                        Work.of("Moving day", MARA, "Rooms", 10, -90, -66, -66, -66).priority(Priority.URGENT)
                                .items(3, "Van", "Keys", "Lunch for everybody"),
                        Work.of("Cancel the old lines", TOMAS, "Network", 1, -80, -64, -63, -62)))));
    }
}
