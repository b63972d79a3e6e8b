"""The window: Qt Widgets over item models. Wishes go up as signals, news come down from the store."""
