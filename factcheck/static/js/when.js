// Times in the reader's own zone: relative, absolute or both. Says the same as `ago` in templatetags/desk.py.
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;
const full = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
const titled = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });
const dated = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

function absolute(date) {
  return full.format(date).replace(" at ", ", ");
}

// From two weeks on the date says it all.
function isFar(date) {
  return Math.abs(Date.now() - date) / 1000 >= 14 * DAY;
}

function relative(date) {
  const seconds = (Date.now() - date) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return "just now";
  if (isFar(date)) return dated.format(date);
  const days = Math.floor(size / DAY);
  let words = `${days} day${days > 1 ? "s" : ""}`;
  if (size < HOUR) words = `${Math.max(1, Math.round(size / MINUTE))} min`;
  else if (size < DAY) words = `${Math.floor(size / HOUR)} h`;
  return seconds > 0 ? `${words} ago` : `in ${words}`;
}

function write(element) {
  const date = new Date(element.dateTime);
  if (Number.isNaN(date.getTime())) return;
  const shown = { ago: relative(date), at: absolute(date), both: isFar(date) ? absolute(date) : `${relative(date)} · ${absolute(date)}` };
  const text = shown[element.dataset.when] ?? shown.ago;
  if (element.textContent !== text) element.textContent = text;
  element.title = titled.format(date);
}

function writeAll() {
  document.querySelectorAll("time[data-when]").forEach(write);
}

writeAll();
setInterval(writeAll, MINUTE * 1000);
document.addEventListener("htmx:afterSettle", writeAll);
