// Everything here only helps: each page reads and posts without it.
import htmx from "htmx.org";
import { closeMenus } from "./menus";
import { openDialogs } from "./dialogs";
import { listenForKeys } from "./keys";
import { dropFiles } from "./upload";
import { submitOnChange } from "./submit";
import { focusErrors } from "./errors";
import { showCurrentTab } from "./tabs";
import { offerPrinting } from "./print";
import { offerPasskeys } from "./passkeys";
import { editSheet } from "./household";
import { scrollFolder } from "./folder";
import { switchPlaces } from "./places";
import { takeAttendance } from "./attendance";

closeMenus();
openDialogs();
listenForKeys();
dropFiles();
submitOnChange();
focusErrors();
offerPrinting();
offerPasskeys();
editSheet();
scrollFolder();
switchPlaces();
takeAttendance();
showCurrentTab();

// A part swapped in may bring its own error summary.
htmx.on("htmx:afterSwap", focusErrors);
