"""The few things that are said outside the panels: keys, about, failures, and saving a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QMessageBox,
    QProgressDialog,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gdstudio.views.kit.picture import PictureError, write_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.views.actions import Actions

_MOST_OF_WINDOW = 0.86
"""A dialog's contents take at most this share of the window."""


def save_picture(window: QWidget) -> None:
    """Ask where to, and save the window as PNG or SVG."""
    name, _ = QFileDialog.getSaveFileName(
        window, "Save picture", "gdstudio.png", "Pictures (*.png *.svg);;PNG (*.png);;SVG (*.svg)"
    )
    if not name:
        return
    try:
        write_picture(window, Path(name))
    except PictureError as error:
        _box(window, QMessageBox.Icon.Warning, "The picture was not saved", str(error))


def copy_picture(window: QWidget) -> None:
    """Copy the window as a picture."""
    QGuiApplication.clipboard().setPixmap(window.grab())


def show_keys(window: QWidget, actions: Actions) -> None:
    """Show all keys at a glance."""
    keys = actions.shortcut_texts()
    rows = [(keys[name], actions[name].toolTip()) for name in actions if keys[name]]
    rows += [
        ("Space", "Play or pause, where the focused control has no use for it"),
        ("Tab", "Go to the next control"),
        ("Enter, F2", "Type a value for the focused weight, input or target"),
        ("↑ ↓", "Raise or lower the focused number; with Shift ten times as much"),
        ("← →", "Move a dot, the alpha marker or the timeline, whichever has the focus"),
    ]
    dialog = QDialog(window)
    dialog.setWindowTitle("Keys")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    layout, table, room = QVBoxLayout(dialog), _table_of_keys(rows, 2), window.size() * _MOST_OF_WINDOW
    if table.sizeHint().width() > room.width():
        table.deleteLater()
        table = _table_of_keys(rows, 1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(table)
    area.setAccessibleName("Keys")
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumSize((table.sizeHint() + QSize(bar, 0)).boundedTo(room))
    layout.addWidget(area)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    for button in buttons.buttons():
        button.setIcon(QIcon())  # no other button of the studio has one
    buttons.rejected.connect(dialog.close)
    layout.addWidget(buttons)
    dialog.open()
    area.setFocus()  # so that the arrow keys scroll


def _table_of_keys(rows: list[tuple[str, str]], columns: int) -> QWidget:
    """Keys with what they do, going down each column."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    deep = -(-len(rows) // columns)
    for index, (key, text) in enumerate(rows):
        label = QLabel(key)
        label.setProperty("role", "heading")
        grid.addWidget(label, index % deep, 2 * (index // deep))
        grid.addWidget(QLabel(text), index % deep, 2 * (index // deep) + 1)
    return table


def show_about(window: QWidget, version: str, log: Path) -> None:
    """Say what this is, its version, and where the log is."""
    _box(
        window,
        QMessageBox.Icon.NoIcon,
        f"GD Studio {version}",
        "See gradient descent work: small linear networks, one step at a time.\n\n"
        f"Errors are written to {log}",
    )


def say(window: QWidget, title: str, text: str) -> None:
    """Say that something did not work, and why."""
    _box(window, QMessageBox.Icon.Warning, title, text)


def ask_for_images(window: QWidget, take: Callable[[list[Path]], object]) -> None:
    """Ask which files to open; one stands for all of its folder."""
    names, _ = QFileDialog.getOpenFileNames(
        window,
        "Open images (one file stands for its folder)",
        "",
        "Images in IDX format (*ubyte* *.gz);;All files (*)",
    )
    if names:
        take([Path(name) for name in names])


def ask_for_folder(window: QWidget, take: Callable[[list[Path]], object]) -> None:
    """Ask which folder of images to open."""
    name = QFileDialog.getExistingDirectory(window, "Open a folder of images in IDX format")
    if name:
        take([Path(name)])


def ask_which(window: QWidget, title: str, kinds: str) -> Path | None:
    """Ask which file to open; None if the user would rather not."""
    chosen, _ = QFileDialog.getOpenFileName(window, title, "", f"{kinds};;All files (*)")
    return Path(chosen) if chosen else None


def ask_where(window: QWidget, title: str, name: str, kinds: str, suffix: str = "") -> Path | None:
    """Ask where to save something; None if the user would rather not.

    A name without a suffix gets `suffix`, before it is asked whether a file of that name is to be replaced.
    """
    dialog = QFileDialog(window, title, name, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    dialog.setDefaultSuffix(suffix)
    try:
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    finally:
        dialog.deleteLater()


class Progress(QObject):
    """Says how far something is once it has taken half a second, and lets the user call it off."""

    cancelled = Signal()

    def __init__(self, window: QWidget, text: str) -> None:
        super().__init__(window)
        self._dialog = QProgressDialog(text, "Cancel", 0, 1000, window)
        self._dialog.setWindowTitle("GD Studio")
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(500)
        self._dialog.setAutoClose(False)
        self._dialog.setAutoReset(False)
        self._dialog.setValue(0)
        self._dialog.canceled.connect(self.cancelled)
        self._ended = False

    def show_share(self, share: float) -> None:
        """Show how much is done, 0 to 1."""
        if not self._ended:
            self._dialog.setValue(min(int(share * 1000), 999))

    def end(self) -> None:
        """It is over, however it ended."""
        if not self._ended:
            self._ended = True
            self._dialog.canceled.disconnect(self.cancelled)
            self._dialog.close()
            self._dialog.deleteLater()
            self.deleteLater()


def show_failure(window: QWidget, report: str, log: Path) -> None:
    """Say that something unexpected went wrong, and that the studio goes on."""
    box = _box(
        window,
        QMessageBox.Icon.Warning,
        "Something went wrong inside the studio",
        f"Playing has stopped; your session is still here, and you can go on.\nDetails are in {log}",
    )
    box.setDetailedText(report)


def _box(window: QWidget, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(icon, "GD Studio", title, QMessageBox.StandardButton.Ok, window)
    box.setInformativeText(text)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
